from mcp.server.fastmcp import FastMCP, Image

from . import images
from .fetching import NotAllowed, download

mcp = FastMCP("avatar-studio")

SAMPLES = {
    "cat": "https://static.avatar.example/cat.png",
    "fox": "https://static.avatar.example/fox.png",
}


@mcp.tool()
def make_avatar(picture_url: str, size: int = 256) -> Image:
    """Makes a square avatar from a picture on the web."""
    data = download(picture_url)
    return Image(data=images.square(data, min(max(size, 16), 1024)), format="png")


@mcp.tool()
def sample(animal: str) -> Image:
    """Returns a sample avatar: cat or fox."""
    return Image(data=images.square(download(SAMPLES[animal]), 256), format="png")


@mcp.tool()
def colour(picture_url: str) -> str:
    """Returns the average colour of a picture on the web."""
    try:
        return images.average_colour(download(picture_url))
    except NotAllowed:
        return "that address cannot be used"


if __name__ == "__main__":
    mcp.run()
