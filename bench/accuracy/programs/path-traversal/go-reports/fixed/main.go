package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

type desk struct {
	reports string
	drafts  string
}

func main() {
	home := os.Getenv("REPORT_HOME")
	if home == "" {
		home = "/var/lib/reportdesk"
	}
	d := &desk{reports: filepath.Join(home, "reports"), drafts: filepath.Join(home, "drafts")}

	s := server.NewMCPServer("reportdesk", "1.4.0", server.WithRecovery())
	s.AddTool(mcp.NewTool("list_reports", mcp.WithDescription("Lists reports.")), d.list)
	s.AddTool(mcp.NewTool("get_report",
		mcp.WithDescription("Returns a report."),
		mcp.WithString("quarter", mcp.Required(), mcp.Description("such as 2026Q3")),
	), d.report)
	s.AddTool(mcp.NewTool("save_draft",
		mcp.WithDescription("Saves a draft."),
		mcp.WithString("name", mcp.Required()),
		mcp.WithString("text", mcp.Required()),
	), d.draft)
	log.Fatal(server.ServeStdio(s))
}

func (d *desk) list(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	entries, err := os.ReadDir(d.reports)
	if err != nil {
		return mcp.NewToolResultError("no reports"), nil
	}
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintln(&b, strings.TrimSuffix(e.Name(), ".md"))
	}
	return mcp.NewToolResultText(b.String()), nil
}

func (d *desk) report(_ context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	var year, quarter int
	if n, err := fmt.Sscanf(req.GetString("quarter", ""), "%4dQ%1d", &year, &quarter); err != nil || n != 2 {
		return mcp.NewToolResultError("a quarter is written 2026Q3"), nil
	}
	data, err := os.ReadFile(filepath.Join(d.reports, fmt.Sprintf("%04dQ%d.md", year, quarter)))
	if err != nil {
		return mcp.NewToolResultError("no such report"), nil
	}
	return mcp.NewToolResultText(string(data)), nil
}

func (d *desk) draft(_ context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	name := req.GetString("name", "")
	if name == "" || strings.HasPrefix(name, "../") {
		return mcp.NewToolResultError("not a name"), nil
	}
	drafts, err := os.OpenRoot(d.drafts)
	if err != nil {
		return mcp.NewToolResultError("there is no folder for drafts"), nil
	}
	defer drafts.Close()
	if err := drafts.WriteFile(name+".md", []byte(req.GetString("text", "")), 0o600); err != nil {
		return mcp.NewToolResultError("could not be saved"), nil
	}
	return mcp.NewToolResultText("saved"), nil
}
