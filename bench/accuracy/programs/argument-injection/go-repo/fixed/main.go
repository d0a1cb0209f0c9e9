package main

import (
	"fmt"
	"log"
	"os"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: repo-lens DIR")
		os.Exit(2)
	}
	lens := &Lens{Dir: os.Args[1]}

	s := server.NewMCPServer("repo-lens", "0.9.0", server.WithToolCapabilities(false))
	s.AddTool(mcp.NewTool("history",
		mcp.WithDescription("Shows the last commits of a branch or tag."),
		mcp.WithString("revision", mcp.Required()),
		mcp.WithNumber("count"),
	), lens.history)
	s.AddTool(mcp.NewTool("compare",
		mcp.WithDescription("Shows which files differ between two revisions."),
		mcp.WithString("from", mcp.Required()),
		mcp.WithString("to", mcp.Required()),
	), lens.compare)
	s.AddTool(mcp.NewTool("contributors",
		mcp.WithDescription("Counts commits by author."),
	), lens.contributors)

	if err := server.ServeStdio(s); err != nil {
		log.Fatal(err)
	}
}
