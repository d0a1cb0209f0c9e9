package kiosk

import (
	"context"
	"fmt"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Kiosk is the screen in the lobby.
type Kiosk struct {
	mu   sync.Mutex
	page string
}

type showArgs struct {
	Page string `json:"page" jsonschema:"welcome, menu or events"`
}

func (k *Kiosk) show(_ context.Context, _ *mcp.CallToolRequest, in showArgs) (*mcp.CallToolResult, any, error) {
	switch in.Page {
	case "welcome", "menu", "events":
	default:
		return nil, nil, fmt.Errorf("no page %q", in.Page)
	}
	k.mu.Lock()
	k.page = in.Page
	k.mu.Unlock()
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: "shown"}}}, nil, nil
}

func (k *Kiosk) current(context.Context, *mcp.CallToolRequest, struct{}) (*mcp.CallToolResult, any, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: k.page}}}, nil, nil
}

func (k *Kiosk) Server() *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "kioskd", Version: "1.0.0"}, nil)
	mcp.AddTool(s, &mcp.Tool{Name: "show", Description: "Shows a page on the screen."}, k.show)
	mcp.AddTool(s, &mcp.Tool{Name: "current", Description: "Says what is on the screen."}, k.current)
	return s
}
