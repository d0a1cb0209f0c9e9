package main

import (
	"context"
	"io"
	"net/http"
	"net/url"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

var hosts = map[string]bool{"feeds.example.com": true, "news.example.com": true}

func readFeed(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	address := request.GetString("url", "")
	parsed, err := url.Parse(address)
	if err != nil {
		return mcp.NewToolResultError("no URL"), nil
	}
	if !hosts[parsed.Hostname()] {
		return mcp.NewToolResultError("unknown host"), nil
	}
	response, err := http.Get(parsed.String())
	if err != nil {
		return mcp.NewToolResultError("out of reach"), nil
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	return mcp.NewToolResultText(string(body)), nil
}

func main() {
	s := server.NewMCPServer("feeds", "1.0.0")
	s.AddTool(mcp.NewTool("read_feed", mcp.WithString("url", mcp.Required())), readFeed)
	_ = server.ServeStdio(s)
}
