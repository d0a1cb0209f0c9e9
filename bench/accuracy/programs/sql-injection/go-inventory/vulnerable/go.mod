module example.com/stockroom

go 1.23

require (
	github.com/mark3labs/mcp-go v0.40.0
	modernc.org/sqlite v1.34.0
)
