from fastmcp import FastMCP

from .checks import host_argument
from .probe import COUNT, argv, shell

mcp = FastMCP("netprobe")


@mcp.tool
@host_argument
def ping(host: str, count: int = 3) -> str:
    """Pings a host and returns the summary."""
    count = min(max(int(count), 1), 10)
    return shell(f"ping {COUNT} {count} {host} | tail -n 3")


@mcp.tool
@host_argument
def trace(host: str) -> str:
    """Shows the way to a host."""
    return shell(f"traceroute -m 20 {host} 2>&1 | head -n 25", seconds=90)


@mcp.tool
def interfaces() -> str:
    """Lists the network interfaces of this machine."""
    return argv("ip", "-brief", "address")


@mcp.tool
def routes() -> str:
    """Shows the routing table."""
    return argv("ip", "route")


def main() -> None:
    mcp.run(transport="stdio")


if __name__ == "__main__":
    main()
