package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

const pages = "/srv/wiki"

type pageInput struct {
	Name string `json:"name"`
}

type pageOutput struct {
	Text string `json:"text"`
}

var errOutside = errors.New("outside of the wiki")

func readPage(ctx context.Context, req *mcp.CallToolRequest, in pageInput) (*mcp.CallToolResult, pageOutput, error) {
	text, err := os.ReadFile(filepath.Join(pages, in.Name))
	return nil, pageOutput{Text: string(text)}, err
}

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "wiki", Version: "1.0.0"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "read_page", Description: "Reads a page."}, readPage)
	_ = server.Run(context.Background(), &mcp.StdioTransport{})
}
