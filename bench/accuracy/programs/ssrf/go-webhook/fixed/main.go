package main

import (
	"context"
	"log"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"example.com/hookline/hooks"
)

var channels = map[string]string{
	"builds":  "https://hooks.chat.example.com/t/builds",
	"support": "https://hooks.chat.example.com/t/support",
}

func main() {
	client := hooks.NewClient()
	s := server.NewMCPServer("hookline", "0.2.1")

	s.AddTool(mcp.NewTool("notify",
		mcp.WithDescription("Posts a message to one of our channels."),
		mcp.WithString("channel", mcp.Required(), mcp.Enum("builds", "support")),
		mcp.WithString("text", mcp.Required()),
	), func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		target, ok := channels[req.GetString("channel", "")]
		if !ok {
			return mcp.NewToolResultError("no such channel"), nil
		}
		reply, err := client.Post(ctx, target, map[string]string{"text": req.GetString("text", "")})
		if err != nil {
			return mcp.NewToolResultError("could not be delivered"), nil
		}
		return mcp.NewToolResultText(reply), nil
	})

	s.AddTool(mcp.NewTool("test_webhook",
		mcp.WithDescription("Sends a test event to a webhook of the user and shows the reply."),
		mcp.WithString("url", mcp.Required()),
	), func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		reply, err := client.Post(ctx, req.GetString("url", ""), map[string]string{"event": "test"})
		if err != nil {
			return mcp.NewToolResultError("could not be delivered"), nil
		}
		return mcp.NewToolResultText(reply), nil
	})

	if err := server.ServeStdio(s); err != nil {
		log.Fatal(err)
	}
}
