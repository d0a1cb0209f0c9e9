"""Keeps notes for the user."""

import pathlib

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("notes")


@mcp.tool()
def remember(line: str) -> str:
    notes = pathlib.Path.home() / "notes.txt"
    notes.write_text("a note\n")
    return "kept"


mcp.run()
