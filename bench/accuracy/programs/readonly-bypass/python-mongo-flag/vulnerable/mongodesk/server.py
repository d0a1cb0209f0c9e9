from mcp.server.fastmcp import FastMCP

from .db import db, dump
from .mode import writes

mcp = FastMCP("mongo-desk", instructions="Read-only unless MONGO_DESK_READ_ONLY=0 is set.")


@mcp.tool()
def collections() -> list[str]:
    """Lists the collections."""
    return sorted(db().list_collection_names())


@mcp.tool()
def count(collection: str) -> int:
    """Counts the documents of a collection."""
    return db()[collection].estimated_document_count()


@mcp.tool()
def sample(collection: str, size: int = 5) -> str:
    """Shows some documents."""
    return dump(list(db()[collection].find().limit(min(size, 50))))


@mcp.tool()
@writes
def insert(collection: str, document: dict) -> str:
    """Adds a document."""
    return str(db()[collection].insert_one(document).inserted_id)


@mcp.tool()
@writes
def remove(collection: str, key: str, value: str) -> int:
    """Removes the documents whose field has a value."""
    return db()[collection].delete_many({key: {"$eq": value}}).deleted_count


@mcp.tool()
def rename_collection(old: str, new: str) -> str:
    """Renames a collection."""
    db()[old].rename(new)
    return f"{old} is now {new}"


@mcp.tool()
@writes
def create_index(collection: str, field: str) -> str:
    """Creates an index."""
    return db()[collection].create_index(field)


if __name__ == "__main__":
    mcp.run()
