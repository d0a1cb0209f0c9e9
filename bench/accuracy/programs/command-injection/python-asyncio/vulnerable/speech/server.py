from typing import Literal

from mcp.server.fastmcp import Context, FastMCP

from .player import Player
from .voices import VOICES, voice

mcp = FastMCP("speech", instructions="Speaks through the loudspeaker of this computer.")
player = Player()


@mcp.tool()
async def say(text: str, language: Literal["en", "de", "no"] = "en", ctx: Context | None = None) -> str:
    """Says something aloud."""
    if len(text) > 600:
        return "That is too long to be said."
    if ctx is not None:
        await ctx.info("speaking")
    await player.speak(text, voice(language))
    return "said"


@mcp.tool()
def set_volume(percent: int) -> str:
    """Sets the volume of what is said next."""
    player.volume = min(max(percent, 0), 100)
    return f"{player.volume} %"


@mcp.tool()
def languages() -> list[str]:
    """Lists the languages."""
    return list(VOICES)


if __name__ == "__main__":
    mcp.run()
