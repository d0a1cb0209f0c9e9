from typing import Any

import uvicorn
from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel

from . import rpc, valves
from .security import require_token

app = FastAPI(title="Greenhouse", docs_url=None, openapi_url=None)
api = APIRouter(prefix="/api", dependencies=[Depends(require_token)])


class Message(BaseModel):
    jsonrpc: str = "2.0"
    id: int | str | None = None
    method: str
    params: dict[str, Any] = {}


class Target(BaseModel):
    celsius: float


@app.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/mcp", dependencies=[Depends(require_token)])
def mcp(message: Message) -> dict[str, Any]:
    try:
        result = rpc.dispatch(message.method, message.params)
    except KeyError:
        error = {"code": -32602, "message": "not known"}
        return {"jsonrpc": "2.0", "id": message.id, "error": error}
    return {"jsonrpc": "2.0", "id": message.id, "result": result}


@api.post("/valves/{name}")
def set_valve(name: str, opened: bool) -> dict[str, bool]:
    return valves.switch(name, opened) if name in valves.VALVES else valves.VALVES


@api.put("/temperature")
def set_temperature(target: Target) -> dict[str, float]:
    valves.TEMPERATURE["target"] = min(max(target.celsius, 5.0), 35.0)
    return valves.TEMPERATURE


app.include_router(api)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=8210)
