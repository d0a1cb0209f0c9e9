module example.com/litepeek

go 1.23

require (
	github.com/mark3labs/mcp-go v0.40.0
	github.com/mattn/go-sqlite3 v1.14.24
)
