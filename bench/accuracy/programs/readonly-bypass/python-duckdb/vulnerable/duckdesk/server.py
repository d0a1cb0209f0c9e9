import json

from fastmcp import FastMCP
from fastmcp.exceptions import ToolError

from .engine import fetch
from .rules import problems

mcp = FastMCP("duck-desk", instructions="Answers questions about the desk's data. Read-only.")


def _json(value) -> str:
    return json.dumps(value, default=str)


@mcp.tool(annotations={"readOnlyHint": True})
def tables() -> str:
    """Lists the tables."""
    return _json(fetch("SELECT table_name FROM information_schema.tables ORDER BY 1"))


@mcp.tool(annotations={"readOnlyHint": True})
def summarise(table: str) -> str:
    """Lists the columns of a table."""
    return _json(
        fetch("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ?", [table])
    )


@mcp.tool(annotations={"readOnlyHint": True})
def ask(sql: str) -> str:
    """Answers a question that is put in SQL."""
    found = problems(sql)
    if found:
        raise ToolError("; ".join(found))
    return _json(fetch(sql))


if __name__ == "__main__":
    mcp.run()
