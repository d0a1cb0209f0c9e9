import os

import anyio
import mcp.types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server

from .tape import TapeLibrary

server = Server("archivist", version="0.3.0")
library = TapeLibrary(os.environ.get("CHANGER", "/dev/changer"))

DRIVE = {"type": "integer", "minimum": 0, "maximum": 3}


@server.list_tools()
async def tools() -> list[types.Tool]:
    return [
        types.Tool(name="inventory", description="Lists tapes and drives.", inputSchema={"type": "object"}),
        types.Tool(
            name="load_tape",
            description="Loads a tape into a drive.",
            inputSchema={
                "type": "object",
                "properties": {"barcode": {"type": "string"}, "drive": DRIVE},
                "required": ["barcode", "drive"],
            },
        ),
        types.Tool(
            name="unload_tape",
            description="Puts the tape of a drive back.",
            inputSchema={"type": "object", "properties": {"drive": DRIVE}, "required": ["drive"]},
        ),
    ]


@server.call_tool()
async def call(name: str, arguments: dict) -> list[types.TextContent]:
    if name == "inventory":
        text = await anyio.to_thread.run_sync(library.inventory)
    elif name == "load_tape":
        barcode, drive = arguments["barcode"], arguments["drive"]
        text = await anyio.to_thread.run_sync(library.load, barcode, drive)
    elif name == "unload_tape":
        text = await anyio.to_thread.run_sync(library.unload, arguments["drive"])
    else:
        raise ValueError(f"no tool named {name}")
    return [types.TextContent(type="text", text=text)]


async def main() -> None:
    async with stdio_server() as streams:
        await server.run(*streams, server.create_initialization_options())


if __name__ == "__main__":
    anyio.run(main)
