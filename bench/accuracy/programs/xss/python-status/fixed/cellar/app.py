import contextlib

import uvicorn
from mcp.server.fastmcp import FastMCP
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route

from . import log, web

mcp = FastMCP("cellar", stateless_http=True)


@mcp.tool()
def add_tasting(bottle: str, remark: str) -> str:
    """Writes a tasting into the log."""
    log.taste(bottle[:80], remark[:400])
    return "written"


@mcp.tool()
def last_tastings(count: int = 5) -> list[str]:
    """Shows the last tastings."""
    return [f"{t.bottle}: {t.remark}" for t in log.tastings()[: min(count, 50)]]


@contextlib.asynccontextmanager
async def lifespan(_: Starlette):
    async with mcp.session_manager.run():
        yield


app = Starlette(
    lifespan=lifespan,
    routes=[Route("/", web.index), Route("/feed.json", web.feed), Mount("/", mcp.streamable_http_app())],
    middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1"])],
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=8944)
