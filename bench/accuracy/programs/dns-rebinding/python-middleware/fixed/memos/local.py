from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

NAMES = {"localhost", "127.0.0.1", "::1"}


class LocalOnly:
    """Turns away what a page elsewhere could send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.local(dict(scope["headers"])):
            await self.app(scope, receive, send)
            return
        response = PlainTextResponse("not allowed", status_code=421)
        await response(scope, receive, send)

    @staticmethod
    def local(headers: dict[bytes, bytes]) -> bool:
        host = headers.get(b"host", b"").decode("latin-1")
        if urlsplit(f"//{host}").hostname not in NAMES:
            return False
        origin = headers.get(b"origin")
        return origin is None or urlsplit(origin.decode("latin-1")).hostname in NAMES
