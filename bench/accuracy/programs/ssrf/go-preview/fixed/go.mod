module example.com/linkpreview

go 1.23

require (
	github.com/mark3labs/mcp-go v0.40.0
	golang.org/x/net v0.33.0
)
