import json

from .devices import TOOLS


def handle(message: dict) -> dict | None:
    identity = message.get("id")
    if identity is None:
        return None
    method, params = message.get("method"), message.get("params") or {}
    if method == "initialize":
        result = {
            "protocolVersion": params.get("protocolVersion", "2025-06-18"),
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "blinds", "version": "0.2.0"},
        }
    elif method == "tools/list":
        result = {
            "tools": [
                {
                    "name": name,
                    "description": text,
                    "inputSchema": {"type": "object", "properties": properties},
                }
                for name, (_, text, properties) in TOOLS.items()
            ]
        }
    elif method == "tools/call" and params.get("name") in TOOLS:
        function = TOOLS[params["name"]][0]
        value = function(**params.get("arguments", {}))
        result = {"content": [{"type": "text", "text": json.dumps(value)}]}
    else:
        return {"jsonrpc": "2.0", "id": identity, "error": {"code": -32601, "message": "unknown"}}
    return {"jsonrpc": "2.0", "id": identity, "result": result}
