import httpx
from fastmcp import FastMCP
from fastmcp.exceptions import ToolError

from .client import StreamsClient

mcp = FastMCP("stream-admin")
client = StreamsClient()

LEVELS = {"low": 1, "normal": 5, "high": 9}


@mcp.tool
def list_streams() -> list[str]:
    """Lists the streams."""
    return client.names()


@mcp.tool
def stream_config(stream: str) -> dict:
    """Shows how a stream is configured."""
    try:
        return client.config(stream)
    except (httpx.HTTPError, ValueError) as error:
        raise ToolError("no such stream") from error


@mcp.tool
def pause_stream(stream: str) -> str:
    """Pauses a stream."""
    try:
        client.pause(stream)
    except (httpx.HTTPError, ValueError) as error:
        raise ToolError("no such stream") from error
    return "paused"


@mcp.tool
def priorities() -> dict[str, int]:
    """Lists the priorities."""
    return LEVELS


if __name__ == "__main__":
    mcp.run()
