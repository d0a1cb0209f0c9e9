package main

import (
	"context"
	"log"
	"os"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"example.com/vaultnotes/store"
)

type nameIn struct {
	Name string `json:"name" jsonschema:"the note"`
}

type writeIn struct {
	Name string `json:"name" jsonschema:"the note"`
	Text string `json:"text"`
}

func answer(text string, err error) (*mcp.CallToolResult, any, error) {
	if err != nil {
		return nil, nil, err
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}, nil, nil
}

func main() {
	notes, err := store.New(os.Getenv("NOTES_DIR"))
	if err != nil {
		log.Fatal(err)
	}
	server := mcp.NewServer(&mcp.Implementation{Name: "vaultnotes", Version: "0.2.0"}, nil)

	mcp.AddTool(server, &mcp.Tool{Name: "list_notes", Description: "lists the notes"},
		func(context.Context, *mcp.CallToolRequest, struct{}) (*mcp.CallToolResult, any, error) {
			names, err := notes.Names()
			return answer(strings.Join(names, "\n"), err)
		})
	mcp.AddTool(server, &mcp.Tool{Name: "read_note", Description: "reads a note"},
		func(_ context.Context, _ *mcp.CallToolRequest, in nameIn) (*mcp.CallToolResult, any, error) {
			text, err := notes.Read(in.Name)
			return answer(text, err)
		})
	mcp.AddTool(server, &mcp.Tool{Name: "write_note", Description: "writes a note"},
		func(_ context.Context, _ *mcp.CallToolRequest, in writeIn) (*mcp.CallToolResult, any, error) {
			return answer("written", notes.Write(in.Name, in.Text))
		})

	if err := server.Run(context.Background(), &mcp.StdioTransport{}); err != nil {
		log.Fatal(err)
	}
}
