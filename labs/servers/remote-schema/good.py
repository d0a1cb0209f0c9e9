import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Good: the schema holds what it refers to.
LAB = {
    "name": "orders",
    "version": "1.0.0",
    "eras": ["modern"],
    "tools": [
        {
            "name": "check_order",
            "description": "Checks an order before it is placed.",
            "inputSchema": {
                "type": "object",
                "properties": {"order": {"$ref": "#/$defs/order"}},
                "required": ["order"],
                "additionalProperties": False,
                "$defs": {
                    "order": {
                        "type": "object",
                        "description": "Article and count.",
                        "properties": {
                            "article": {"type": "string", "description": "Article number."},
                            "count": {"type": "integer", "minimum": 1, "description": "Pieces."},
                        },
                        "required": ["article", "count"],
                        "additionalProperties": False,
                    }
                },
            },
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
            "run": lambda arguments: "The order is fine.",
        }
    ],
}

if __name__ == "__main__":
    serve(LAB)
