import json

from mcp.server.fastmcp import FastMCP

from .db import cursor
from .sqlcheck import reads_only

mcp = FastMCP("mysql-window", instructions="Looks into a MySQL database, and never changes it.")


def _json(rows) -> str:
    return json.dumps(list(rows), default=str, ensure_ascii=False)


@mcp.tool()
def tables() -> str:
    """Lists the tables."""
    with cursor() as cur:
        cur.execute("SHOW TABLES")
        return _json(cur.fetchall())


@mcp.tool()
def table_size(table: str) -> str:
    """Says how large a table is."""
    with cursor() as cur:
        cur.execute(
            "SELECT table_rows, data_length FROM information_schema.tables WHERE table_name = %s",
            (table,),
        )
        return _json(cur.fetchall())


@mcp.tool()
def query(sql: str) -> str:
    """Runs a query that reads."""
    if not reads_only(sql):
        return "This server only reads."
    with cursor() as cur:
        cur.execute(sql)
        return _json(cur.fetchmany(300))


if __name__ == "__main__":
    mcp.run()
