import os

from mcp.server.fastmcp import FastMCP

from scribe.workspace import OutsideWorkspace, Workspace

mcp = FastMCP("scribe")
workspace = Workspace(os.environ.get("SCRIBE_ROOT", os.getcwd()))
LIMIT = 200_000


@mcp.resource("workspace://index")
def index() -> str:
    """All files of the workspace."""
    return "\n".join(workspace.listing())


@mcp.tool()
def read_document(path: str) -> str:
    """Reads a document of the workspace."""
    try:
        return workspace.read(path)[:LIMIT]
    except OutsideWorkspace:
        return "That is outside the workspace."
    except FileNotFoundError:
        return "There is no such document."


@mcp.tool()
def append_to_document(path: str, text: str) -> str:
    """Appends a paragraph to a document."""
    if len(text) > LIMIT:
        return "That is too long."
    try:
        written = workspace.append(path, "\n" + text)
    except OutsideWorkspace:
        return "That is outside the workspace."
    return f"{written} characters"


@mcp.tool()
def word_count() -> dict[str, int]:
    """Counts words in all Markdown documents."""
    return {
        name: len(workspace.read(name).split())
        for name in workspace.listing()
        if name.endswith(".md")
    }


if __name__ == "__main__":
    mcp.run()
