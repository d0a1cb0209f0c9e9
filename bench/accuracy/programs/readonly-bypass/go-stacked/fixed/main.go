package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"strconv"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
	_ "github.com/mattn/go-sqlite3"

	"example.com/litepeek/peek"
)

func main() {
	p, err := peek.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	s := server.NewMCPServer("litepeek", "0.2.0")
	s.AddTool(mcp.NewTool("query",
		mcp.WithDescription("Runs a SELECT. Read-only."),
		mcp.WithString("query", mcp.Required()),
	), func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		table, err := p.Query(ctx, req.GetString("query", ""))
		if err != nil {
			return mcp.NewToolResultErrorFromErr("refused", err), nil
		}
		out, err := json.Marshal(table)
		if err != nil {
			return nil, err
		}
		return mcp.NewToolResultText(string(out)), nil
	})
	s.AddTool(mcp.NewTool("count_orders",
		mcp.WithDescription("Counts orders by status."),
		mcp.WithString("status", mcp.Required()),
	), func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		n, err := p.Count(ctx, req.GetString("status", ""))
		if err != nil {
			return mcp.NewToolResultError("no orders"), nil
		}
		return mcp.NewToolResultText(strconv.Itoa(n)), nil
	})
	log.Fatal(server.ServeStdio(s))
}
