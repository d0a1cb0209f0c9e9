import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lib"))
from lab import serve  # noqa: E402

# Good: one folder, and one step of the path is free.
LAB = {
    "name": "library",
    "version": "1.0.0",
    "eras": ["legacy"],
    "resources": [
        {
            "uri": "file:///srv/library/welcome.txt",
            "name": "welcome",
            "description": "The first page.",
            "mimeType": "text/plain",
            "text": "Nothing: this is a lab.",
        }
    ],
    "templates": [{"uriTemplate": "file:///srv/library/{book}.txt", "name": "book", "description": "A book."}],
}

if __name__ == "__main__":
    serve(LAB)
