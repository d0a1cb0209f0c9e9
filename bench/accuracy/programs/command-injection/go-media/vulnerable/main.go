package main

import (
	"log"
	"os"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"github.com/example/wallpaper-mcp/internal/desktop"
)

func main() {
	d := desktop.Open(os.Getenv("WALLPAPER_DIR"))

	s := server.NewMCPServer("wallpaper", "1.1.0")
	s.AddTool(
		mcp.NewTool("themes", mcp.WithDescription("Lists the colour themes.")),
		d.HandleThemes,
	)
	s.AddTool(
		mcp.NewTool("set_theme",
			mcp.WithDescription("Switches the desktop to a colour theme."),
			mcp.WithString("theme", mcp.Required(), mcp.Description("name of a theme")),
		),
		d.HandleSetTheme,
	)
	s.AddTool(
		mcp.NewTool("set_wallpaper",
			mcp.WithDescription("Shows one of the bundled pictures."),
			mcp.WithNumber("index", mcp.Required()),
		),
		d.HandleSetWallpaper,
	)
	if err := server.ServeStdio(s); err != nil {
		log.Fatalf("wallpaper: %v", err)
	}
}
