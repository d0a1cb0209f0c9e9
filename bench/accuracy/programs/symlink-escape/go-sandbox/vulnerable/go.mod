module example.com/sketchbook

go 1.23

require github.com/mark3labs/mcp-go v0.38.0
