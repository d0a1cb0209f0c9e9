package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
)

// Lens looks into one repository.
type Lens struct {
	Dir string
}

func (l *Lens) git(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = l.Dir
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return string(out), nil
}

func checkRevision(rev string) error {
	if rev == "" {
		return errors.New("a revision is needed")
	}
	if strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, " \t\n;|&`$") {
		return errors.New("not a revision")
	}
	return nil
}

func (l *Lens) history(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	rev, err := req.RequireString("revision")
	if err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	if err := checkRevision(rev); err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	count := min(max(req.GetInt("count", 20), 1), 200)
	out, err := l.git(ctx, "log", fmt.Sprintf("--max-count=%d", count), "--oneline", rev)
	if err != nil {
		return mcp.NewToolResultError("no such revision"), nil
	}
	return mcp.NewToolResultText(out), nil
}

func (l *Lens) compare(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	from, to := req.GetString("from", ""), req.GetString("to", "")
	for _, rev := range []string{from, to} {
		if err := checkRevision(rev); err != nil {
			return mcp.NewToolResultError(err.Error()), nil
		}
	}
	out, err := l.git(ctx, "diff", "--name-status", from, to)
	if err != nil {
		return mcp.NewToolResultError("no such revision"), nil
	}
	return mcp.NewToolResultText(out), nil
}

func (l *Lens) contributors(ctx context.Context, _ mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	out, err := l.git(ctx, "shortlog", "-sn", "HEAD")
	if err != nil {
		return mcp.NewToolResultError("the repository is empty"), nil
	}
	return mcp.NewToolResultText(out), nil
}
