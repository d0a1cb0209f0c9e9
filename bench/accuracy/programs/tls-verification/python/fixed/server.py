import requests
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("weather")


@mcp.tool()
def forecast(days: int) -> str:
    """Gives the forecast."""
    response = requests.get(
        "https://weather.example.com/forecast", params={"days": days}, timeout=10
    )
    return response.text
