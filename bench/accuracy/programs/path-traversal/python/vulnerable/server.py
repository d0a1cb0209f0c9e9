from pathlib import Path

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("documents")
ROOT = Path("/srv/documents").resolve()


@mcp.tool()
def read_document(name: str) -> str:
    """Reads a document."""
    path = (ROOT / name).resolve()
    return path.read_text()
