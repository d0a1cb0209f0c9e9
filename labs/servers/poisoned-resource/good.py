import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Good: the resource's description says what the file holds and who wrote it.
LAB = {
    "name": "documents",
    "version": "1.0.0",
    "resources": [
        {
            "uri": "docs://handbook/welcome",
            "name": "welcome",
            "description": "The first page of the handbook, written by the office team.",
            "mimeType": "text/plain",
            "text": "Welcome. The office opens at eight.",
        }
    ],
    "templates": [
        {
            "uriTemplate": "docs://handbook/{page}",
            "name": "page",
            "description": "A page of the handbook by its number.",
            "mimeType": "text/plain",
        }
    ],
}

if __name__ == "__main__":
    serve(LAB)
