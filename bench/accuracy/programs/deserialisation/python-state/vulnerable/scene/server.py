from typing import Literal

from fastmcp import FastMCP

from .formats import dump, load
from .stage import Stage

mcp = FastMCP("scene-state")
stage = Stage()


@mcp.tool
def import_scene(text: str, kind: Literal["yaml", "json"] = "yaml") -> str:
    """Replaces the scene by the one in the text."""
    try:
        count = stage.replace(load(text, kind))
    except ValueError as error:
        return f"not imported: {error}"
    return f"{count} objects"


@mcp.tool
def export_scene() -> str:
    """Returns the scene as YAML."""
    return dump({"objects": stage.objects})


@mcp.tool
def move_object(name: str, x: float, y: float, z: float = 0.0) -> str:
    """Moves an object."""
    if name not in stage.objects:
        return "no such object"
    stage.move(name, x, y, z)
    return "moved"


if __name__ == "__main__":
    mcp.run()
