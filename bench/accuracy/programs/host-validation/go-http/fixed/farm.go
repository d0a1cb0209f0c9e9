package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

type farm struct {
	mu       sync.Mutex
	printers map[string]string
}

func newFarm() *farm {
	return &farm{printers: map[string]string{"ada": "idle", "bell": "printing", "curie": "idle"}}
}

func (f *farm) list(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var b strings.Builder
	for name, state := range f.printers {
		fmt.Fprintf(&b, "%s: %s\n", name, state)
	}
	return mcp.NewToolResultText(b.String()), nil
}

func (f *farm) stop(_ context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	name, err := req.RequireString("printer")
	if err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.printers[name]; !ok {
		return mcp.NewToolResultError("no such printer"), nil
	}
	f.printers[name] = "stopped"
	return mcp.NewToolResultText("stopped"), nil
}

func (f *farm) register(s *server.MCPServer) {
	s.AddTool(mcp.NewTool("printers", mcp.WithDescription("Lists the printers.")), f.list)
	s.AddTool(mcp.NewTool("stop_printer",
		mcp.WithDescription("Stops a printer."),
		mcp.WithString("printer", mcp.Required()),
	), f.stop)
}
