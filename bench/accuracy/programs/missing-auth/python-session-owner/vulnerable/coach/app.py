from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI, Header, HTTPException, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware

from . import sessions, tools
from .auth import User

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["coach.example", "localhost"])

SessionId = Annotated[str, Header(alias="mcp-session-id")]


@app.post("/mcp")
def post(message: dict[str, Any], response: Response, user: User, session_id: SessionId = "") -> Any:
    method, params = message.get("method"), message.get("params") or {}
    if method == "initialize":
        response.headers["mcp-session-id"] = sessions.create(user)
        result: dict[str, Any] = {
            "protocolVersion": "2025-06-18",
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "coach", "version": "0.2.6"},
        }
        return {"jsonrpc": "2.0", "id": message.get("id"), "result": result}
    session = sessions.get(session_id)
    if session is None:
        raise HTTPException(404, "no such session")
    if method == "tools/list":
        result = {"tools": tools.LIST}
    elif method == "tools/call":
        text = tools.call(session, params["name"], params.get("arguments") or {})
        result = {"content": [{"type": "text", "text": text}]}
    else:
        raise HTTPException(400, "unknown method")
    return {"jsonrpc": "2.0", "id": message.get("id"), "result": result}


@app.delete("/mcp", status_code=204)
def delete(user: User, session_id: SessionId) -> None:
    sessions.drop(session_id)


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=8600)
