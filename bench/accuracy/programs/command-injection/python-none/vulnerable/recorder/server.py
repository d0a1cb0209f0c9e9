from mcp.server.fastmcp import FastMCP

from .jobs import Recording, disk_usage
from .stations import STATIONS, file_name, stream

mcp = FastMCP("radio-recorder")


@mcp.tool()
def stations() -> list[str]:
    """Lists the stations."""
    return list(STATIONS)


@mcp.tool()
def record(station: str, title: str, minutes: int = 60) -> str:
    """Records a station from now on.

    Args:
        station: One of the stations.
        title: What the recording is to be called.
        minutes: How long.
    """
    source = stream(station)
    if source is None:
        return "There is no such station."
    name = file_name(title)
    if name is None:
        return "Give the recording another title."
    Recording(source, name, min(max(int(minutes), 1), 240)).start()
    return f"recording to {name}"


@mcp.tool()
def usage() -> str:
    """Shows how much the recordings take."""
    return disk_usage()


if __name__ == "__main__":
    mcp.run()
