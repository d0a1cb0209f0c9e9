import psycopg
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("warehouse")


@mcp.tool()
def query(sql: str) -> list[tuple]:
    """Runs a query that only reads."""
    if not sql.strip().upper().startswith("SELECT"):
        raise ValueError("only SELECT is allowed")
    with psycopg.connect("dbname=warehouse") as connection:
        connection.read_only = True
        return connection.execute(sql).fetchall()
