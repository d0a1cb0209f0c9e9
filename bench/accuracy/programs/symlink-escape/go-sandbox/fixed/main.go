package main

import (
	"context"
	"log"
	"os"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func main() {
	if len(os.Args) < 2 {
		log.Fatal("usage: sketchbook DIR")
	}
	box, err := NewSandbox(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}

	s := server.NewMCPServer("sketchbook", "1.0.0")

	s.AddTool(mcp.NewTool("list", mcp.WithDescription("Lists the sketches that users have uploaded.")),
		func(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			names, err := box.List()
			if err != nil {
				return mcp.NewToolResultError("cannot list"), nil
			}
			return mcp.NewToolResultText(strings.Join(names, "\n")), nil
		})

	s.AddTool(mcp.NewTool("read",
		mcp.WithDescription("Reads a sketch. Uploads may hold symbolic links."),
		mcp.WithString("name", mcp.Required()),
	), func(_ context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		path, err := box.Locate(req.GetString("name", ""))
		if err != nil {
			return mcp.NewToolResultError("no such sketch"), nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return mcp.NewToolResultError("no such sketch"), nil
		}
		return mcp.NewToolResultText(string(data)), nil
	})

	if err := server.ServeStdio(s); err != nil {
		log.Fatal(err)
	}
}
