import asyncio
import json

import mcp.types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from . import repository
from .filters import BadFilter, build

server = Server("ticket-desk")


def schema(**properties: dict) -> dict:
    return {"type": "object", "properties": properties, "required": list(properties)}


@server.list_tools()
async def tools() -> list[types.Tool]:
    return [
        types.Tool(
            name="search_tickets",
            description="Finds public tickets by product, severity, status or version.",
            inputSchema=schema(filters={"type": "object"}),
        ),
        types.Tool(
            name="customer_tickets",
            description="Lists the tickets of a customer.",
            inputSchema=schema(customer={"type": "string"}),
        ),
        types.Tool(
            name="close_ticket",
            description="Closes a ticket.",
            inputSchema=schema(number={"type": "integer"}),
        ),
    ]


@server.call_tool()
async def call(name: str, arguments: dict) -> list[types.TextContent]:
    if name == "search_tickets":
        try:
            query = build(arguments["filters"])
        except BadFilter as error:
            return [types.TextContent(type="text", text=str(error))]
        value = await repository.find(query)
    elif name == "customer_tickets":
        value = await repository.of_customer(str(arguments["customer"]))
    elif name == "close_ticket":
        value = await repository.close(int(arguments["number"]))
    else:
        raise ValueError("unknown tool")
    return [types.TextContent(type="text", text=json.dumps(value, default=str))]


async def main() -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


asyncio.run(main())
