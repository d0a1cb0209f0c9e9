from mcp.server.fastmcp import FastMCP

from .settings import RANGES, Settings
from .shell import CommandFailed, sh

mcp = FastMCP("font-subset")
settings = Settings.from_env()


@mcp.tool()
def fonts() -> list[str]:
    """Lists the installed source fonts."""
    return sorted(p.stem for p in settings.fonts.glob("*.ttf"))


@mcp.tool()
def ranges() -> dict[str, str]:
    """Lists the named Unicode ranges."""
    return RANGES


@mcp.tool()
async def subset(font: str, script: str, flavour: str = "woff2") -> str:
    """Writes a web font that holds one script only.

    Args:
        font: Name of a source font, as `fonts` lists it.
        script: Name of a range, as `ranges` lists it.
        flavour: woff or woff2.
    """
    if script not in RANGES:
        return f"unknown script, choose one of {', '.join(RANGES)}"
    source = settings.fonts / f"{font}.ttf"
    target = settings.output / f"{font}.{script}.{flavour}"
    try:
        await sh(
            f"pyftsubset '{source}' --unicodes={RANGES[script]} "
            f"--flavor={flavour} --output-file='{target}'"
        )
    except CommandFailed as failure:
        return f"subsetting failed: {failure}"
    return str(target)


def main() -> None:
    settings.output.mkdir(parents=True, exist_ok=True)
    mcp.run()


if __name__ == "__main__":
    main()
