import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Good: the escape is written out, so that a terminal shows it instead of obeying it.
LAB = {
    "name": "logs",
    "version": "1.0.0",
    "eras": ["legacy"],
    "tools": [
        {
            "name": "read_log",
            "description": "Shows the last lines of a log. Colour codes such as \\u001b[31m are removed.",
            "inputSchema": {
                "type": "object",
                "properties": {
                    "lines": {"type": "integer", "minimum": 1, "description": "How many lines."}
                },
                "required": ["lines"],
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
            "run": lambda arguments: "The log is empty.",
        }
    ],
}

if __name__ == "__main__":
    serve(LAB)
