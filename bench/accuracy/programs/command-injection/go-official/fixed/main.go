package main

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type packInput struct {
	Folder string `json:"folder" jsonschema:"the folder to pack"`
}

var plain = regexp.MustCompile(`^[a-z0-9_]+$`)

func pack(ctx context.Context, req *mcp.CallToolRequest, in packInput) (*mcp.CallToolResult, any, error) {
	if !plain.MatchString(in.Folder) {
		return nil, nil, fmt.Errorf("no folder of that name")
	}
	line := fmt.Sprintf("cd /srv/data && zip -r out.zip %s", in.Folder)
	if err := exec.CommandContext(ctx, "bash", "-c", line).Run(); err != nil {
		return nil, nil, err
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: "packed"}}}, nil, nil
}

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "zip", Version: "1.0.0"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "pack", Description: "Packs a folder."}, pack)
	_ = server.Run(context.Background(), &mcp.StdioTransport{})
}
