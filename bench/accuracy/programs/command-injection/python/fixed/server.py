import subprocess

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("archives")


@mcp.tool()
def list_archive(path: str) -> str:
    """Lists the members of an archive."""
    command = ["tar", "-t", "--force-local", "--file", path]
    result = subprocess.run(command, capture_output=True, text=True)
    return result.stdout


if __name__ == "__main__":
    mcp.run()
