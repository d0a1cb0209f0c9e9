from mcp.server.fastmcp import FastMCP

from .inventory import groups
from .remote import CHECKS, Unreachable, allowed, run

mcp = FastMCP("fleet")


@mcp.tool()
def inventory() -> dict[str, list[str]]:
    """Lists the machines by group."""
    return groups()


@mcp.tool()
def check(host: str, what: str) -> str:
    """Runs one of the checks on a machine: uptime, disk, kernel or updates."""
    if what not in CHECKS:
        return f"choose one of {', '.join(CHECKS)}"
    if not allowed(host):
        return "that machine is not in the inventory"
    try:
        return run(host, what)
    except Unreachable:
        return f"{host} does not answer"


@mcp.tool()
def check_group(group: str, what: str) -> dict[str, str]:
    """Runs one of the checks on all machines of a group."""
    if what not in CHECKS:
        return {"error": "no such check"}
    return {host: run(host, what) for host in groups().get(group, [])}


if __name__ == "__main__":
    mcp.run()
