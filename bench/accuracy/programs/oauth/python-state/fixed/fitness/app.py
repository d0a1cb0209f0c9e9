import contextlib

import httpx
import uvicorn
from mcp.server.fastmcp import FastMCP
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route

from . import login, settings
from .tokens import bearer

mcp = FastMCP("fitness", stateless_http=True)


@mcp.tool()
async def week() -> dict:
    """Shows the activities of the week."""
    async with httpx.AsyncClient(base_url=settings.API, timeout=10) as http:
        response = await http.get("/activities", params={"range": "week"}, headers=bearer())
        response.raise_for_status()
        return response.json()


@contextlib.asynccontextmanager
async def lifespan(_app):
    async with mcp.session_manager.run():
        yield


app = Starlette(
    routes=[
        Route("/login", login.start),
        Route("/callback", login.callback),
        Mount("/", app=mcp.streamable_http_app()),
    ],
    middleware=[
        Middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1"]),
        Middleware(SessionMiddleware, secret_key=settings.SESSION_KEY, same_site="lax"),
    ],
    lifespan=lifespan,
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=8722)
