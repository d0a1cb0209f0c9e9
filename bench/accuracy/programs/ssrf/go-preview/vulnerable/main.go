package main

import (
	"context"
	"log"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func main() {
	s := server.NewMCPServer("linkpreview", "1.0.0")
	s.AddTool(mcp.NewTool("preview",
		mcp.WithDescription("Returns the title of a page."),
		mcp.WithString("address", mcp.Required()),
	), func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		address, err := req.RequireString("address")
		if err != nil {
			return mcp.NewToolResultError(err.Error()), nil
		}
		title, err := preview(ctx, address)
		if err != nil {
			return mcp.NewToolResultError("no preview"), nil
		}
		return mcp.NewToolResultText(title), nil
	})
	s.AddTool(mcp.NewTool("standards",
		mcp.WithDescription("Returns the title of a chapter of the house style."),
	), func(ctx context.Context, _ mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		title, err := preview(ctx, "https://style.example.com/house")
		if err != nil {
			return mcp.NewToolResultError("no preview"), nil
		}
		return mcp.NewToolResultText(title), nil
	})
	if err := server.ServeStdio(s); err != nil {
		log.Fatal(err)
	}
}
