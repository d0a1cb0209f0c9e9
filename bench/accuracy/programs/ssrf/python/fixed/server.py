from urllib.parse import urlparse

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("links")
HOSTS = {"status.example.com", "docs.example.com"}


@mcp.tool()
async def check_link(url: str) -> int:
    """Gives the status of a page."""
    if urlparse(url).hostname not in HOSTS:
        raise ValueError("not one of our hosts")
    async with httpx.AsyncClient() as client:
        response = await client.get(url)
        return response.status_code
