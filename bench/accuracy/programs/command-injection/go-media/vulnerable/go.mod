module github.com/example/wallpaper-mcp

go 1.23

require github.com/mark3labs/mcp-go v0.39.1
