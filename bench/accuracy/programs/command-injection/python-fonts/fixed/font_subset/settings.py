from dataclasses import dataclass
from pathlib import Path
import os


@dataclass(frozen=True)
class Settings:
    fonts: Path
    output: Path

    @classmethod
    def from_env(cls) -> "Settings":
        base = Path(os.environ.get("FONT_HOME", "~/fonts")).expanduser().resolve()
        return cls(fonts=base, output=base / "web")


FLAVOURS = {"woff", "woff2"}
RANGES = {
    "latin": "U+0000-00FF",
    "latin-ext": "U+0100-024F",
    "greek": "U+0370-03FF",
    "cyrillic": "U+0400-04FF",
}
