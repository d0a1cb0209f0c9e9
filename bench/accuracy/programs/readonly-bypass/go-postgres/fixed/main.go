package main

import (
	"context"
	"log"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"example.com/pgask/ask"
)

func tool(run func(context.Context, string) (string, error), key string) server.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		value, err := req.RequireString(key)
		if err != nil {
			return mcp.NewToolResultError(err.Error()), nil
		}
		out, err := run(ctx, value)
		if err != nil {
			return mcp.NewToolResultError("the question could not be answered"), nil
		}
		return mcp.NewToolResultText(out), nil
	}
}

func main() {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()
	asker := ask.New(pool)

	s := server.NewMCPServer("pgask", "0.5.0")
	s.AddTool(mcp.NewTool("ask",
		mcp.WithDescription("Answers a read-only question in SQL."),
		mcp.WithString("sql", mcp.Required()),
		mcp.WithReadOnlyHintAnnotation(true),
	), tool(asker.Ask, "sql"))
	s.AddTool(mcp.NewTool("columns",
		mcp.WithDescription("Describes a table."),
		mcp.WithString("table", mcp.Required()),
		mcp.WithReadOnlyHintAnnotation(true),
	), tool(asker.Columns, "table"))
	if err := server.ServeStdio(s); err != nil {
		log.Fatal(err)
	}
}
