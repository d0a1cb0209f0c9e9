from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from .log import tastings

PAGE = """<!doctype html>
<title>Cellar</title>
<h1>{heading}</h1>
<table>{rows}</table>
"""


async def index(request: Request) -> Response:
    bottle = request.query_params.get("bottle")
    heading = f"Tastings of {escape(bottle)}" if bottle else "All tastings"
    rows = "".join(
        f"<tr><td>{t.at:%d.%m.}</td><td>{escape(t.bottle)}</td><td>{escape(t.remark)}</td></tr>"
        for t in tastings(bottle)
    )
    return HTMLResponse(PAGE.format(heading=heading, rows=rows))


async def feed(request: Request) -> Response:
    return JSONResponse([{"bottle": t.bottle, "remark": t.remark} for t in tastings()])
