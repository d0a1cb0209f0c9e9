package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
	_ "modernc.org/sqlite"

	"example.com/stockroom/stock"
)

func reply(items []stock.Item, err error) (*mcp.CallToolResult, error) {
	if err != nil {
		return mcp.NewToolResultError("the query failed"), nil
	}
	out, err := json.Marshal(items)
	if err != nil {
		return nil, err
	}
	return mcp.NewToolResultText(string(out)), nil
}

func main() {
	db, err := stock.Open(os.Getenv("STOCK_DB"))
	if err != nil {
		log.Fatal(err)
	}
	s := server.NewMCPServer("stockroom", "0.1.0")
	s.AddTool(mcp.NewTool("find_items",
		mcp.WithDescription("Finds items by words of their name."),
		mcp.WithString("text", mcp.Required()),
	), func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return reply(db.Find(ctx, req.GetString("text", "")))
	})
	s.AddTool(mcp.NewTool("low_stock",
		mcp.WithDescription("Lists items that run out."),
		mcp.WithNumber("below"),
	), func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return reply(db.Low(ctx, req.GetInt("below", 5)))
	})
	if err := server.ServeStdio(s); err != nil {
		log.Fatal(err)
	}
}
