import hmac
import secrets
from urllib.parse import urlencode

import httpx
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from . import settings
from .tokens import remember


async def start(request: Request) -> Response:
    state = secrets.token_urlsafe(24)
    request.session["state"] = state
    query = urlencode(
        {
            "response_type": "code",
            "client_id": settings.CLIENT_ID,
            "redirect_uri": settings.REDIRECT,
            "scope": "activity.read",
            "state": state,
        }
    )
    return RedirectResponse(f"{settings.AUTHORIZE}?{query}")


async def callback(request: Request) -> Response:
    code = request.query_params.get("code")
    if not code:
        return PlainTextResponse("no code", status_code=400)
    expected = request.session.pop("state", "")
    given = request.query_params.get("state", "")
    if not expected or not hmac.compare_digest(expected, given):
        return PlainTextResponse("the login was not started here", status_code=400)
    async with httpx.AsyncClient(timeout=10) as http:
        response = await http.post(
            settings.TOKEN,
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": settings.REDIRECT,
                "client_id": settings.CLIENT_ID,
                "client_secret": settings.CLIENT_SECRET,
            },
        )
    response.raise_for_status()
    remember(response.json()["access_token"])
    return PlainTextResponse("You are logged in; close this window.")
