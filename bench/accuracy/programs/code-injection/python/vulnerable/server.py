import ast

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("records")


@mcp.tool()
def parse_record(text: str) -> dict:
    """Reads a record in the notation of Python."""
    record = eval(text)
    return dict(record)
