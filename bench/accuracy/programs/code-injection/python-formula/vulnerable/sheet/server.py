from mcp.server.fastmcp import FastMCP

from .book import Book
from .evaluate import FormulaError, evaluate

mcp = FastMCP("sheet-formulas")
book = Book()


@mcp.tool()
def put_cell(cell: str, value: float) -> str:
    """Sets a cell."""
    book.put(cell, value)
    return f"{cell} = {value}"


@mcp.tool()
def put_row(values: str) -> str:
    """Sets the first row from a list, e.g. [1, 2.5, 3]."""
    return f"{book.put_row(values)} cells"


@mcp.tool()
def compute(formula: str) -> str:
    """Computes a formula over the cells, e.g. sqrt(A1) * 2."""
    try:
        return str(evaluate(formula, book.cells))
    except (FormulaError, ArithmeticError, SyntaxError, NameError, TypeError) as error:
        return f"cannot compute that: {error}"


if __name__ == "__main__":
    mcp.run()
