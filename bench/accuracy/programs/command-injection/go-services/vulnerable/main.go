package main

import (
	"context"
	"flag"
	"log"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"example.com/unitctl/units"
)

type unitArgs struct {
	Unit string `json:"unit" jsonschema:"name of a systemd unit"`
}

type journalArgs struct {
	Unit  string `json:"unit" jsonschema:"name of a systemd unit"`
	Lines int    `json:"lines,omitempty" jsonschema:"how many lines, 50 by default"`
	Match string `json:"match,omitempty" jsonschema:"only lines with this word"`
}

func text(s string) *mcp.CallToolResult {
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: s}}}
}

func failed(err error) *mcp.CallToolResult {
	res := text(err.Error())
	res.IsError = true
	return res
}

func main() {
	user := flag.Bool("user", false, "units of the user")
	flag.Parse()
	ctl := units.New(*user)

	server := mcp.NewServer(&mcp.Implementation{Name: "unitctl", Version: "v0.3.0"}, nil)

	mcp.AddTool(server, &mcp.Tool{Name: "status", Description: "Says whether a unit runs."},
		func(ctx context.Context, _ *mcp.CallToolRequest, in unitArgs) (*mcp.CallToolResult, any, error) {
			out, err := ctl.Status(ctx, in.Unit)
			if err != nil {
				return failed(err), nil, nil
			}
			return text(out), nil, nil
		})

	mcp.AddTool(server, &mcp.Tool{Name: "journal", Description: "Shows what a unit has logged."},
		func(ctx context.Context, _ *mcp.CallToolRequest, in journalArgs) (*mcp.CallToolResult, any, error) {
			out, err := ctl.Journal(ctx, in.Unit, in.Lines, in.Match)
			if err != nil {
				return failed(err), nil, nil
			}
			return text(out), nil, nil
		})

	if err := server.Run(context.Background(), &mcp.StdioTransport{}); err != nil {
		log.Fatal(err)
	}
}
