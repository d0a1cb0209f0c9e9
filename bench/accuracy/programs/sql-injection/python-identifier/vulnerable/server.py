import psycopg
from psycopg import sql
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("tables")


@mcp.tool()
def count_rows(table: str) -> int:
    """Counts the rows of a table."""
    statement = f"SELECT count(*) FROM {table}"
    with psycopg.connect("dbname=shop") as connection:
        return connection.execute(statement).fetchone()[0]
