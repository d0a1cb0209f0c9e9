import os
import shutil

from mcp.server.fastmcp import FastMCP

from .decide import FILED, INBOX, KINDS, locate, target

mcp = FastMCP("scan-inbox")


@mcp.tool()
def arrived() -> list[str]:
    """Lists scans that have arrived."""
    return sorted(name for name in os.listdir(INBOX) if name.endswith(KINDS))


@mcp.tool()
def folders() -> list[str]:
    """Lists the folders."""
    return sorted(entry.name for entry in os.scandir(FILED) if entry.is_dir())


@mcp.tool()
def file_scan(scan: str, folder: str, name: str) -> str:
    """Files a scan.

    Args:
        scan: The scan, as `arrived` lists it.
        folder: The folder it belongs to.
        name: The name it gets, with the same ending.
    """
    try:
        source, destination = locate(scan), target(folder, name)
    except (OSError, ValueError) as error:
        return f"not filed: {error}"
    os.makedirs(os.path.dirname(destination), exist_ok=True)
    shutil.copyfile(source, destination)
    os.remove(source)
    return f"filed in {folder}"


@mcp.tool()
def scan_size(scan: str) -> int:
    """Size of a scan in bytes."""
    return os.path.getsize(locate(scan))


if __name__ == "__main__":
    mcp.run()
