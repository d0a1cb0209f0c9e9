from mcp.server.fastmcp import FastMCP

from exports.store import write

mcp = FastMCP("exports")


@mcp.tool()
async def export_table(file_name: str, rows: list[str]) -> str:
    """Writes a table to a file of the export folder."""
    return write(file_name, "\n".join(rows))
