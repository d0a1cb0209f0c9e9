import yaml
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("settings")


@mcp.tool()
def check_settings(text: str) -> list[str]:
    """Lists the settings of a YAML text."""
    settings = yaml.load(text, Loader=yaml.Loader)
    return sorted(settings)
