import contextlib
import logging

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

from .local import LocalOnly
from .tools import mcp

PORT = 8303
inner = mcp.http_app(path="/mcp")


async def about(_: Request) -> JSONResponse:
    return JSONResponse({"name": "voice-memos", "mcp": "/mcp"})


app = Starlette(
    routes=[Route("/about", about), Mount("/", app=inner)],
    middleware=[Middleware(LocalOnly), Middleware(GZipMiddleware, minimum_size=2000)],
    lifespan=inner.lifespan,
)


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.run(app, host="127.0.0.1", port=PORT)


if __name__ == "__main__":
    main()
