import asyncio
import os

import mcp.types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from .catalogue import Catalogue, Unknown

app = Server("letters")
catalogue = Catalogue(os.environ.get("LETTERS", "letters"))

NAME = {"type": "string", "description": "name of the template"}


@app.list_tools()
async def list_tools() -> list[types.Tool]:
    return [
        types.Tool(
            name="templates",
            description="Lists the letter templates.",
            inputSchema={"type": "object", "properties": {}},
        ),
        types.Tool(
            name="fill",
            description="Fills in a template.",
            inputSchema={
                "type": "object",
                "properties": {"name": NAME, "fields": {"type": "object"}},
                "required": ["name"],
            },
        ),
        types.Tool(
            name="save",
            description="Stores a template.",
            inputSchema={
                "type": "object",
                "properties": {"name": NAME, "body": {"type": "string"}},
                "required": ["name", "body"],
            },
        ),
        types.Tool(
            name="remove",
            description="Removes a template.",
            inputSchema={"type": "object", "properties": {"name": NAME}, "required": ["name"]},
        ),
    ]


def _run(name: str, arguments: dict) -> str:
    match name:
        case "templates":
            return "\n".join(catalogue.names())
        case "fill":
            template = catalogue.load(arguments["name"])
            return template.safe_substitute(arguments.get("fields") or {})
        case "save":
            catalogue.store(arguments["name"], arguments["body"])
            return "stored"
        case "remove":
            catalogue.remove(arguments["name"])
            return "removed"
    raise ValueError(f"unknown tool {name}")


@app.call_tool()
async def call_tool(name: str, arguments: dict) -> list[types.TextContent]:
    try:
        answer = _run(name, arguments)
    except Unknown:
        answer = "There is no such template."
    return [types.TextContent(type="text", text=answer)]


async def main() -> None:
    async with stdio_server() as (reader, writer):
        await app.run(reader, writer, app.create_initialization_options())


if __name__ == "__main__":
    asyncio.run(main())
