from __future__ import annotations

STATIONS = {
    "p2": "https://radio.example/streams/p2.mp3",
    "jazz": "https://radio.example/streams/jazz.mp3",
    "news": "https://radio.example/streams/news.mp3",
}


def stream(name: str) -> str | None:
    """The stream of a station, or None."""
    return STATIONS.get(name.strip().lower())


def file_name(title: str) -> str | None:
    """A file name for a title, or None if there is none to be had."""
    title = title.strip().replace(" ", "-")
    if not (title.isascii() and title.replace("-", "").isalnum()) or title.startswith("-"):
        return None
    return f"{title}.mp3"
