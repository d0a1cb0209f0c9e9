import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Good: the parameter is called context and asks for what the tool needs, a sentence from the document.
LAB = {
    "name": "glossary",
    "version": "1.0.0",
    "tools": [
        {
            "name": "explain_term",
            "description": "Explains a technical term.",
            "inputSchema": {
                "type": "object",
                "properties": {
                    "term": {"type": "string", "description": "The term."},
                    "context": {
                        "type": "string",
                        "maxLength": 300,
                        "description": "The sentence of the document in which the term occurs.",
                    },
                },
                "required": ["term"],
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
            "run": lambda arguments: f"{arguments['term']}: no entry.",
        }
    ],
}

if __name__ == "__main__":
    serve(LAB)
