"""Looks up parts in a catalogue."""

import logging
import traceback

from mcp.server.fastmcp import FastMCP

from catalogue import find

mcp = FastMCP("parts")
log = logging.getLogger("parts")


@mcp.tool()
def part(number: int) -> str:
    try:
        return find(number)
    except Exception:
        trace = traceback.format_exc()
        log.error("part %d: %s", number, trace)
        return "the catalogue did not answer"


mcp.run()
