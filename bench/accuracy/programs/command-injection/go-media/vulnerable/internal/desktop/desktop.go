package desktop

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
)

var pictures = []string{"dunes.jpg", "fjord.jpg", "moss.jpg", "night.jpg"}

var themes = map[string]string{
	"light":  "Adwaita",
	"dark":   "Adwaita-dark",
	"solar":  "Solarized",
	"forest": "Everforest",
}

// Desktop changes the looks of a GNOME session.
type Desktop struct {
	dir string
}

func Open(dir string) *Desktop {
	if dir == "" {
		dir = "/usr/share/wallpapers"
	}
	return &Desktop{dir: dir}
}

func (d *Desktop) HandleThemes(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	names := make([]string, 0, len(themes))
	for name := range themes {
		names = append(names, name)
	}
	sort.Strings(names)
	return mcp.NewToolResultText(strings.Join(names, "\n")), nil
}

func (d *Desktop) HandleSetTheme(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	wanted, err := req.RequireString("theme")
	if err != nil {
		return mcp.NewToolResultError("which theme?"), nil
	}
	theme := themes[wanted]
	if theme == "" {
		theme = wanted
	}

	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	line := fmt.Sprintf(
		"gsettings set org.gnome.desktop.interface gtk-theme '%s' && gsettings set org.gnome.desktop.wm.preferences theme '%s'",
		theme, theme,
	)
	if out, err := exec.CommandContext(ctx, "sh", "-c", line).CombinedOutput(); err != nil {
		return mcp.NewToolResultError(string(out)), nil
	}
	return mcp.NewToolResultText("theme is now " + theme), nil
}

func (d *Desktop) HandleSetWallpaper(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	index := req.GetInt("index", 0)
	if index < 0 || index >= len(pictures) {
		return mcp.NewToolResultError(fmt.Sprintf("0 to %d", len(pictures)-1)), nil
	}
	uri := "file://" + filepath.Join(d.dir, pictures[index])
	cmd := exec.CommandContext(ctx, "gsettings", "set", "org.gnome.desktop.background", "picture-uri", uri)
	if err := cmd.Run(); err != nil {
		return mcp.NewToolResultErrorFromErr("gsettings", err), nil
	}
	return mcp.NewToolResultText(pictures[index]), nil
}
