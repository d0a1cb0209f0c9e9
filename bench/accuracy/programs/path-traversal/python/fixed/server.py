from pathlib import Path

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("documents")
ROOT = Path("/srv/documents").resolve()


@mcp.tool()
def read_document(name: str) -> str:
    """Reads a document."""
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT):
        raise ValueError("outside of the documents")
    return path.read_text()
