from fastmcp import FastMCP

from .branches import check, merged
from .run import git, sh

mcp = FastMCP("repo-gardener")


@mcp.tool
def merged_branches() -> list[str]:
    """Lists branches that have been merged."""
    return merged()


@mcp.tool
def archive_branch(branch: str) -> str:
    """Keeps a merged branch as a tag and removes it."""
    reason = check(branch)
    if reason is not None:
        return reason
    git("tag", "--", f"archive/{branch}", branch)
    return "\n".join(git("branch", "-D", "--", branch))


@mcp.tool
def largest_files() -> str:
    """Lists the largest files of the working tree."""
    return sh("git ls-files -z | xargs -0 du -k | sort -rn | head -n 15")


@mcp.tool
def stale_tags() -> list[str]:
    """Lists the oldest tags."""
    return git("tag", "--sort=creatordate")[:20]


if __name__ == "__main__":
    mcp.run()
