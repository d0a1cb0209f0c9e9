import sqlite3

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("library")
COLUMNS = {"title": "title", "author": "author"}


@mcp.tool()
def list_books(order: str) -> list[str]:
    """Lists books in the order of a column."""
    column = order
    connection = sqlite3.connect("library.db")
    cursor = connection.execute("SELECT title FROM books ORDER BY " + column)
    return [row[0] for row in cursor.fetchall()]
