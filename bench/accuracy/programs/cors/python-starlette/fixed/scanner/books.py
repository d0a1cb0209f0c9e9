import json

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("shelf-scanner", stateless_http=True, json_response=True)

_books: dict[str, str] = {}


@mcp.tool()
def scanned() -> str:
    """Lists the books that have been scanned."""
    return json.dumps(_books)


@mcp.tool()
def add(isbn: str, title: str) -> int:
    """Adds a book."""
    _books[isbn[:13]] = title[:200]
    return len(_books)


@mcp.tool()
def drop(isbn: str) -> bool:
    """Removes a book."""
    return _books.pop(isbn, None) is not None
