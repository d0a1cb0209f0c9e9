import json

from mcp.server.fastmcp import FastMCP

from .database import rows
from .guard import NotReadOnly, ensure_read_only

mcp = FastMCP("warehouse")

TABLES = """
    SELECT table_schema, table_name
    FROM information_schema.tables
    WHERE table_schema = %s
    ORDER BY table_name
"""


@mcp.tool()
def list_tables(schema: str = "public") -> str:
    """Lists the tables of a schema."""
    return json.dumps(rows(TABLES, (schema,)))


@mcp.tool()
def describe_table(table: str) -> str:
    """Lists the columns of a table with their types."""
    found = rows(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
        (table,),
    )
    return json.dumps(found)


@mcp.tool()
def query(sql: str) -> str:
    """Answers a question in SQL. Read-only: nothing can be changed through this tool."""
    try:
        statement = ensure_read_only(sql)
    except NotReadOnly as refusal:
        return f"refused: {refusal}"
    return json.dumps(rows(statement), default=str)


if __name__ == "__main__":
    mcp.run()
