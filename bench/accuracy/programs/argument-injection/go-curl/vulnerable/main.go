package main

import (
	"context"
	"log"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type listArgs struct {
	Distribution string `json:"distribution" jsonschema:"debian or fedora"`
	Pattern      string `json:"pattern" jsonschema:"which files, such as *.iso"`
}

type syncArgs struct {
	Distribution string `json:"distribution" jsonschema:"debian or fedora"`
}

func result(text string, err error) (*mcp.CallToolResult, any, error) {
	if err != nil {
		return nil, nil, err
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}, nil, nil
}

func main() {
	m := &Mirror{Dir: os.Getenv("MIRROR_DIR")}
	s := mcp.NewServer(&mcp.Implementation{Name: "mirrorctl", Version: "0.4.0"}, nil)

	mcp.AddTool(s, &mcp.Tool{Name: "list_files", Description: "Lists files of a distribution."},
		func(ctx context.Context, _ *mcp.CallToolRequest, in listArgs) (*mcp.CallToolResult, any, error) {
			text, err := m.List(ctx, in.Distribution, in.Pattern)
			return result(text, err)
		})
	mcp.AddTool(s, &mcp.Tool{Name: "sync", Description: "Brings a distribution up to date."},
		func(ctx context.Context, _ *mcp.CallToolRequest, in syncArgs) (*mcp.CallToolResult, any, error) {
			text, err := m.Sync(ctx, in.Distribution)
			return result(text, err)
		})

	if err := s.Run(context.Background(), &mcp.StdioTransport{}); err != nil {
		log.Fatal(err)
	}
}
