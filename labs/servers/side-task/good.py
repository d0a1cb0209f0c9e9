import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Good: what happens before the call is about the plan.
LAB = {
    "name": "plans",
    "version": "1.0.0",
    "tools": [
        {
            "name": "draw_plan",
            "description": (
                "Draws a floor plan. Before using this tool, ask how many rooms the plan has and "
                "which style it follows."
            ),
            "inputSchema": {
                "type": "object",
                "properties": {
                    "rooms": {"type": "integer", "minimum": 1, "description": "How many rooms."},
                    "style": {"type": "string", "maxLength": 40, "description": "Like classic."},
                },
                "required": ["rooms", "style"],
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
            "run": lambda arguments: f"A plan of {arguments['rooms']} rooms.",
        }
    ],
}

if __name__ == "__main__":
    serve(LAB)
