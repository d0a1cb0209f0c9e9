import os

from mcp.server.fastmcp import FastMCP

from .repository import Repository

mcp = FastMCP("library-desk")
books = Repository(os.environ.get("LIBRARY_DB", "library.sqlite"))


@mcp.tool()
async def find_book(isbn: str) -> dict:
    """Finds a book by its ISBN."""
    return await books.by_isbn(isbn) or {"error": "not in the library"}


@mcp.tool()
async def browse(term: str, sort: str = "title", order: str = "asc", limit: int = 20) -> list[dict]:
    """Browses the catalogue.

    Args:
        term: Part of the title.
        sort: title, author, year or shelf.
        order: asc or desc.
        limit: How many, 100 at most.
    """
    return await books.browse(term, sort, order, min(max(limit, 1), 100))


@mcp.tool()
async def lend(isbn: str, reader: int) -> str:
    """Lends a book to a reader."""
    return "lent" if await books.lend(isbn, reader) else "The book is out."


@mcp.prompt()
def recommend(reader: str) -> str:
    """Recommends a book."""
    return f"Recommend three books from the catalogue to {reader}. Use browse first."


if __name__ == "__main__":
    mcp.run()
