from mcp.server.fastmcp import FastMCP

from .http import get_json
from .operators import OPERATORS, is_operator

mcp = FastMCP("transit")


@mcp.tool()
async def departures(operator: str, stop: str) -> dict:
    """Shows the next departures.

    Args:
        operator: ferry, tram or rail.
        stop: Code of the stop.
    """
    base = OPERATORS.get(operator)
    if base is None:
        return {"error": f"operator is one of {', '.join(OPERATORS)}"}
    return await get_json(f"{base}/v1/departures", stop=stop)


@mcp.tool()
async def more(next_url: str) -> dict:
    """Fetches the next page of a result, by the address under `next`."""
    if not is_operator(next_url):
        return {"error": "that isn't an address of an operator"}
    return await get_json(next_url)


@mcp.tool()
async def disruptions() -> dict:
    """Lists disruptions of all operators."""
    return {name: await get_json(f"{base}/v1/disruptions") for name, base in OPERATORS.items()}


if __name__ == "__main__":
    mcp.run()
