package main

import (
	"context"
	"os/exec"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func usage(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	folder, err := request.RequireString("folder")
	if err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	out, err := exec.CommandContext(ctx, "sh", "-c", "du -sh "+folder).Output()
	if err != nil {
		return mcp.NewToolResultError("cannot measure it"), nil
	}
	return mcp.NewToolResultText(string(out)), nil
}

func main() {
	s := server.NewMCPServer("disk", "1.0.0")
	s.AddTool(mcp.NewTool("usage", mcp.WithString("folder", mcp.Required())), usage)
	_ = server.ServeStdio(s)
}
