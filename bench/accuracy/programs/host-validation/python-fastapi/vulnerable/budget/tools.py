import json
from typing import Any

from . import book

TOOLS = [
    {"name": "overview", "description": "Shows what was spent.", "inputSchema": {"type": "object"}},
    {
        "name": "spend",
        "description": "Books an expense.",
        "inputSchema": {
            "type": "object",
            "properties": {"category": {"type": "string"}, "cents": {"type": "integer"}},
            "required": ["category", "cents"],
        },
    },
]


def call(name: str, arguments: dict[str, Any]) -> str:
    if name == "overview":
        return json.dumps(book.overview())
    if name == "spend":
        return str(book.spend(str(arguments["category"])[:40], int(arguments["cents"])))
    raise KeyError(name)
