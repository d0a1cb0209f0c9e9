import json

import httpx
from mcp.server.fastmcp import FastMCP

from .api import Helpdesk, platform_status

mcp = FastMCP("helpdesk")


@mcp.tool()
async def queues(tenant: str) -> str:
    """Lists the queues of a tenant."""
    try:
        return "\n".join(await Helpdesk(tenant).queues())
    except (httpx.HTTPError, ValueError) as error:
        return f"not available: {error}"


@mcp.tool()
async def search(tenant: str, text: str) -> str:
    """Searches the tickets of a tenant."""
    try:
        return json.dumps(await Helpdesk(tenant).search(text))
    except (httpx.HTTPError, ValueError) as error:
        return f"not available: {error}"


@mcp.tool()
async def status() -> str:
    """Says whether the platform works."""
    return await platform_status()


if __name__ == "__main__":
    mcp.run()
