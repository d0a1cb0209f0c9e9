module example.com/pgask

go 1.23

require (
	github.com/jackc/pgx/v5 v5.7.2
	github.com/mark3labs/mcp-go v0.40.0
)
