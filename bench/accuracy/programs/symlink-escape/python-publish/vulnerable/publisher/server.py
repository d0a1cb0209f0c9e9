import os
from pathlib import Path

from fastmcp import FastMCP
from fastmcp.exceptions import ToolError

from .site import Rejected, Site

mcp = FastMCP("site-publisher")
site = Site(Path(os.environ.get("SITE", "site")))


@mcp.tool
def pages() -> list[str]:
    """Lists the pages."""
    return site.index()


@mcp.tool
def read_page(address: str) -> str:
    """Returns the source of a page."""
    try:
        return site.get(address)
    except (Rejected, FileNotFoundError) as error:
        raise ToolError("no such page") from error


@mcp.tool
def update_page(address: str, text: str) -> str:
    """Replaces a page."""
    try:
        site.replace(address, text)
    except Rejected as error:
        raise ToolError(str(error)) from error
    return "updated"


@mcp.resource("site://navigation")
def navigation() -> str:
    """The navigation of the site."""
    return (site.root / "nav.yml").read_text(encoding="utf-8")


if __name__ == "__main__":
    mcp.run()
