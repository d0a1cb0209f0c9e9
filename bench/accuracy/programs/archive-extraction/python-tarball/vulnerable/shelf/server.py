import json
import os
from pathlib import Path

from fastmcp import FastMCP

from .unpack import Unsafe, unpack

HOME = Path(os.environ.get("SHELF_HOME", "~/.dataset-shelf")).expanduser()
INBOX = HOME / "inbox"
SETS = HOME / "sets"

mcp = FastMCP("dataset-shelf")


def _only(folder: Path, suffix: str = "") -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(suffix))


@mcp.tool
def inbox() -> list[str]:
    """Lists archives that were downloaded and not unpacked yet."""
    return _only(INBOX, ".tar.gz")


@mcp.tool
def sets() -> list[str]:
    """Lists data sets that are ready."""
    return _only(SETS)


@mcp.tool
def unpack_set(archive: str) -> str:
    """Unpacks an archive of the inbox into a data set of the same name."""
    if archive not in _only(INBOX, ".tar.gz"):
        return "There is no such archive in the inbox."
    name = archive.removesuffix(".tar.gz")
    try:
        count = unpack(INBOX / archive, SETS / name)
    except Unsafe as refusal:
        return f"Not unpacked: {refusal}"
    return f"{count} files in {name}"


@mcp.tool
def schema(name: str) -> dict:
    """Shows the schema of a data set."""
    if name not in _only(SETS):
        return {"error": "no such set"}
    return json.loads((SETS / name / "schema.json").read_text())


if __name__ == "__main__":
    mcp.run()
