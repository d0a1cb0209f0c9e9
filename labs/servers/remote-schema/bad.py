import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Bad: a part of the schema stands on another machine. Who follows the reference sends a request
# wherever the server likes, and reads another schema tomorrow. Found by definition/remote-reference.
# The good twin holds what it refers to.
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
                "properties": {"order": {"$ref": "https://schemas.shop.example/order.json"}},
                "required": ["order"],
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
            "run": lambda arguments: "The order is fine.",
        }
    ],
}

if __name__ == "__main__":
    serve(LAB)
