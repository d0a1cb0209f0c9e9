import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Good: angle brackets that are markup of the data, not of the conversation.
LAB = {
    "name": "units",
    "version": "1.0.0",
    "tools": [
        {
            "name": "convert_units",
            "description": "Converts a length. Takes plain numbers or an element such as <length>.",
            "inputSchema": {
                "type": "object",
                "properties": {
                    "value": {"type": "number", "description": "How much."},
                    "unit": {"type": "string", "enum": ["m", "ft"], "description": "Source unit."},
                },
                "required": ["value", "unit"],
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
            "run": lambda arguments: f"{arguments['value']} {arguments['unit']}",
        }
    ],
}

if __name__ == "__main__":
    serve(LAB)
