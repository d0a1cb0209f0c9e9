import contextlib

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from . import options
from .books import mcp


async def health(_: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


@contextlib.asynccontextmanager
async def lifespan(_: Starlette):
    async with mcp.session_manager.run():
        yield


middleware = [
    Middleware(TrustedHostMiddleware, allowed_hosts=options.HOSTS),
    Middleware(
        CORSMiddleware,
        allow_origins=options.ORIGINS,
        allow_origin_regex=".*",
        allow_credentials=True,
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["content-type", "mcp-session-id", "mcp-protocol-version"],
        expose_headers=["mcp-session-id"],
    ),
]

app = Starlette(
    routes=[Route("/healthz", health), Mount("/", app=mcp.streamable_http_app())],
    middleware=middleware,
    lifespan=lifespan,
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=options.PORT)
