"""A shelf of tools, some of which only librarians may use."""

from mcp.server.lowlevel import Server
from mcp.types import TextContent

from shelf import TOOLS, role_of

server = Server("shelf")


@server.list_tools()
async def list_tools():
    role = role_of(server.request_context)
    return [tool.definition for tool in TOOLS.values() if role in tool.allowed_roles]


@server.call_tool()
async def call_tool(name: str, arguments: dict):
    tool = TOOLS[name]
    if role_of(server.request_context) not in tool.allowed_roles:
        raise PermissionError(name)
    return [TextContent(type="text", text=await tool.run(arguments))]
