import base64
import json

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("cache")
decoders = {"json": json.loads}


@mcp.tool()
def restore(state: str) -> str:
    """Restores a saved state."""
    raw = base64.b64decode(state)
    restored = json.loads(raw)
    return str(restored)
