import tarfile

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("imports")


@mcp.tool()
def import_archive(path: str) -> str:
    """Unpacks an archive that was uploaded."""
    name = path.rsplit("/", 1)[-1]
    with tarfile.open("/srv/uploads/" + name) as archive:
        archive.extractall("/srv/imports")
    return "imported"
