from mcp.server.fastmcp import FastMCP

from .aggregate import aggregate, columns, latest
from .engine import table_names

mcp = FastMCP("metrics-reader")


@mcp.tool()
def tables() -> list[str]:
    """Lists the tables of measurements."""
    return table_names()


@mcp.tool()
def describe(table: str) -> list[str]:
    """Lists the columns of a table."""
    return columns(table)


@mcp.tool()
def statistic(table: str, column: str, function: str = "average", days: int = 7) -> str:
    """Computes a statistic over the last days: average, largest, smallest or sum."""
    try:
        value = aggregate(table, column, function, min(max(days, 1), 3650))
    except ValueError as error:
        return str(error)
    return "no measurements" if value is None else f"{value:.3f}"


@mcp.tool()
def latest_reading(sensor: str) -> str:
    """Returns the latest reading of a sensor."""
    value = latest(sensor)
    return "unknown sensor" if value is None else str(value)


if __name__ == "__main__":
    mcp.run()
