import subprocess

from fastmcp import FastMCP

mcp = FastMCP("mirror")


@mcp.tool
def clone(url: str) -> str:
    """Clones a repository into the work folder."""
    subprocess.run(["git", "clone", "--", url], cwd="/srv/mirror", check=True)
    return "done"
