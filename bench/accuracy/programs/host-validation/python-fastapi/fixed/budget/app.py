from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from . import tools

PORT = 8455
LOCAL = f"http://localhost:{PORT}"

app = FastAPI(title="Budget", docs_url=None, redoc_url=None, openapi_url=None)
app.add_middleware(CORSMiddleware, allow_origins=[LOCAL], allow_methods=["POST"])
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1"])


@app.middleware("http")
async def check_origin(request: Request, call_next):
    origin = request.headers.get("origin")
    if origin is not None and origin != LOCAL:
        return JSONResponse({"error": "origin"}, status_code=403)
    return await call_next(request)


def _result(message: dict[str, Any], result: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": message["id"], "result": result}


@app.post("/mcp", response_model=None)
async def mcp(message: dict[str, Any]) -> dict[str, Any] | Response:
    if "id" not in message:
        return Response(status_code=202)
    params = message.get("params") or {}
    match message.get("method"):
        case "initialize":
            return _result(
                message,
                {
                    "protocolVersion": "2025-06-18",
                    "capabilities": {"tools": {}},
                    "serverInfo": {"name": "budget", "version": "0.4.1"},
                },
            )
        case "tools/list":
            return _result(message, {"tools": tools.TOOLS})
        case "tools/call":
            text = tools.call(params["name"], params.get("arguments") or {})
            return _result(message, {"content": [{"type": "text", "text": text}]})
    return {"jsonrpc": "2.0", "id": message["id"], "error": {"code": -32601, "message": "unknown"}}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT)
