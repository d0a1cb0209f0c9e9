"""The client that looks at links."""
import httpx

from .addresses import refuse_private

USER_AGENT = "linkcheck-mcp/1.1"


class LinkClient:
    def __init__(self, timeout: float = 8.0) -> None:
        self._http = httpx.AsyncClient(
            timeout=timeout, headers={"user-agent": USER_AGENT}, follow_redirects=False
        )

    async def status(self, url: str) -> dict:
        await refuse_private(url)
        response = await self._http.get(url)
        return {
            "url": url,
            "status": response.status_code,
            "location": response.headers.get("location"),
            "title": _title(response.text),
        }

    async def aclose(self) -> None:
        await self._http.aclose()


def _title(html: str) -> str | None:
    low = html.lower()
    start = low.find("<title>")
    end = low.find("</title>", start)
    if start < 0 or end < 0:
        return None
    return html[start + 7 : end].strip()[:200]
