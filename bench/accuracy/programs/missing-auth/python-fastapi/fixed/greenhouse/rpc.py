import json
from typing import Any

from . import valves

TOOLS = [
    {
        "name": "valves",
        "description": "Shows which valves are open.",
        "inputSchema": {"type": "object", "properties": {}},
    },
    {
        "name": "switch_valve",
        "description": "Opens or closes a valve.",
        "inputSchema": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "open": {"type": "boolean"}},
            "required": ["name", "open"],
        },
    },
]


def _call(name: str, arguments: dict[str, Any]) -> Any:
    if name == "valves":
        return valves.VALVES
    if name == "switch_valve":
        return valves.switch(arguments["name"], bool(arguments["open"]))
    raise KeyError(name)


def dispatch(method: str, params: dict[str, Any]) -> dict[str, Any]:
    if method == "initialize":
        return {
            "protocolVersion": "2025-06-18",
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "greenhouse", "version": "1.0.5"},
        }
    if method == "tools/list":
        return {"tools": TOOLS}
    if method == "tools/call":
        value = _call(params["name"], params.get("arguments") or {})
        return {"content": [{"type": "text", "text": json.dumps(value)}]}
    raise KeyError(method)
