import os
from pathlib import Path
from typing import Annotated, Literal

from fastmcp import FastMCP
from pydantic import Field

from . import rg

ROOT = Path(os.environ.get("NOTES_DIR", "~/notes")).expanduser()

mcp = FastMCP(name="notes-grep", instructions="Searches the user's notes.")


@mcp.tool
def search_notes(
    pattern: Annotated[str, Field(description="what to look for, a regular expression")],
    fixed: Annotated[bool, Field(description="take the pattern literally")] = False,
    context: Annotated[int, Field(ge=0, le=10)] = 0,
) -> str:
    """Searches all notes and returns the matching lines."""
    if not pattern.strip():
        return "Give me something to look for."
    try:
        found = rg.search(ROOT, pattern, fixed=fixed, context=context)
    except RuntimeError as failure:
        return str(failure)
    return found or "Nothing found."


@mcp.tool
def list_notes(kind: Literal["md", "txt", "org"] = "md") -> list[str]:
    """Lists the notes of a kind."""
    return rg.files(ROOT, kind)


@mcp.tool
def recent(days: Annotated[int, Field(ge=1, le=90)] = 7) -> list[str]:
    """Lists notes changed lately."""
    import time

    since = time.time() - days * 86_400
    return sorted(str(p.relative_to(ROOT)) for p in ROOT.rglob("*.md") if p.stat().st_mtime > since)


if __name__ == "__main__":
    mcp.run()
