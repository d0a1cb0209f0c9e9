import os

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("inbox")
ROOT = os.path.realpath("/srv/inbox")


def inside(path: str) -> bool:
    return os.path.commonpath([ROOT, path]) == ROOT


@mcp.tool()
def read_mail(name: str) -> str:
    """Reads a mail."""
    path = os.path.abspath(os.path.join(ROOT, name))
    if not inside(path):
        raise ValueError("no such mail")
    with open(path) as mail:
        return mail.read()
