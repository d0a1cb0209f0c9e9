import os
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from .tools import build

PORT = int(os.environ.get("DARKROOM_PORT", "8377"))
mcp = build(PORT)


@asynccontextmanager
async def lifespan(_app: Starlette):
    async with mcp.session_manager.run():
        yield


async def index(_request) -> PlainTextResponse:
    return PlainTextResponse("darkroom timer, MCP under /mcp\n")


app = Starlette(
    routes=[Route("/", index), Mount("/", app=mcp.streamable_http_app())],
    lifespan=lifespan,
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning")
