import os
from urllib.parse import quote

import httpx

BASE = os.environ.get("STREAMS_URL", "http://127.0.0.1:8083")


class StreamsClient:
    """The REST side of the stream cluster. Deleting and restarting are under the same root."""

    def __init__(self) -> None:
        self._http = httpx.Client(timeout=10, auth=("mcp", os.environ.get("STREAMS_PASSWORD", "")))

    def _json(self, path: str):
        response = self._http.get(f"{BASE}{path}")
        response.raise_for_status()
        return response.json()

    def names(self) -> list[str]:
        return self._json("/streams")

    def config(self, stream: str) -> dict:
        return self._json(f"/streams/{_part(stream)}/config")

    def pause(self, stream: str) -> None:
        response = self._http.put(f"{BASE}/streams/{_part(stream)}/pause")
        response.raise_for_status()


def _part(value: str) -> str:
    if value in ("", ".", ".."):
        raise ValueError("not a stream")
    return quote(value, safe="")
