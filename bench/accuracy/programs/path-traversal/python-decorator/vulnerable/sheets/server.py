from mcp.server.fastmcp import FastMCP

from sheets.guard import below_root

mcp = FastMCP("sheets")


def read_raw(path: str) -> str:
    with open(path, encoding="utf-8") as sheet:
        return sheet.read()


@below_root
def read_guarded(path: str) -> str:
    with open(path, encoding="utf-8") as sheet:
        return sheet.read()


@mcp.tool()
def read_sheet(path: str) -> str:
    """Reads a sheet."""
    return read_raw(path)
