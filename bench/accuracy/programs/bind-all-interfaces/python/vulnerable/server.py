from mcp.server.fastmcp import FastMCP

mcp = FastMCP("clock", host="0.0.0.0", port=8000)


@mcp.tool()
def now() -> str:
    """Gives the time."""
    return "12:00"


if __name__ == "__main__":
    mcp.run(transport="streamable-http")
