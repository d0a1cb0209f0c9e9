from urllib.parse import urlparse

import requests
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("avatars")


def is_ours(url: str) -> bool:
    host = urlparse(url).hostname or ""
    return host.endswith("example.com")


@mcp.tool()
def avatar(url: str) -> int:
    """Measures an avatar of our site."""
    if not is_ours(url):
        raise ValueError("not ours")
    return len(requests.get(url, timeout=5, allow_redirects=False).content)
