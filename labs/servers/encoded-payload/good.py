import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Good: the example is base64 too, and decodes to what it says it is.
import base64  # noqa: E402

EXAMPLE = base64.b64encode(b"The quick brown fox jumps over the lazy dog.").decode()

LAB = {
    "name": "codec",
    "version": "1.0.0",
    "tools": [
        {
            "name": "decode_text",
            "description": f"Decodes base64 text. Example: {EXAMPLE}",
            "inputSchema": {
                "type": "object",
                "properties": {"coded": {"type": "string", "description": "The base64 text."}},
                "required": ["coded"],
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
            "run": lambda arguments: "Decoded.",
        }
    ],
}

if __name__ == "__main__":
    serve(LAB)
