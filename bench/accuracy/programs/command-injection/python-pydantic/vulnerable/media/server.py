import os
from typing import Literal

from fastmcp import FastMCP
from pydantic import BaseModel, Field

mcp = FastMCP("media")


class Conversion(BaseModel):
    source: int = Field(description="Number of the recording")
    container: str


@mcp.tool
def convert(conversion: Conversion) -> str:
    """Converts a recording into another container."""
    status = os.system(f"ffmpeg -i rec{conversion.source}.wav out.{conversion.container}")
    return "done" if status == 0 else "failed"
