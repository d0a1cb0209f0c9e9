import subprocess

from fastmcp import FastMCP
from fastmcp.exceptions import ToolError

from . import commands
from .models import Job

mcp = FastMCP("backup-butler")


@mcp.tool
def run_backup(job: Job) -> str:
    """Makes a backup now."""
    try:
        archive = commands.backup(job)
    except subprocess.SubprocessError as failure:
        raise ToolError("the backup failed") from failure
    removed = commands.prune(job)
    return f"{archive} written, {removed} old ones removed"


@mcp.tool
def free_space() -> str:
    """Shows how much room is left for backups."""
    return commands.free()


if __name__ == "__main__":
    mcp.run()
