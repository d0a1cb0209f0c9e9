import logging
import os

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("billing")
log = logging.getLogger("billing")
API_KEY = os.environ["BILLING_API_KEY"]


@mcp.tool()
async def balance(account: int) -> str:
    """Gives the balance of an account."""
    headers = {"authorization": f"Bearer {API_KEY}"}
    log.info("asking for %d", account)
    async with httpx.AsyncClient() as client:
        response = await client.get(f"https://billing.example.com/{account}", headers=headers)
    return response.text
