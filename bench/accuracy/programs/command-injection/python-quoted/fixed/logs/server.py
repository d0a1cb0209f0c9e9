import asyncio
import shlex

from mcp import types
from mcp.server.lowlevel import Server

server = Server("logs")


async def search(word: str) -> str:
    needle = shlex.quote(word)
    process = await asyncio.create_subprocess_shell(
        f"grep -rn -- {needle} /var/log/app | head -n 50",
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    return out.decode(errors="replace")


@server.call_tool()
async def call_tool(name: str, arguments: dict) -> list[types.TextContent]:
    if name != "search_logs":
        raise ValueError(f"unknown tool: {name}")
    return [types.TextContent(type="text", text=await search(arguments["word"]))]
