import ast


class Book:
    def __init__(self) -> None:
        self.cells: dict[str, float] = {}

    def put(self, cell: str, value: float) -> None:
        if not cell.isalnum() or not cell[0].isalpha():
            raise ValueError("a cell is called like B12")
        self.cells[cell] = value

    def put_row(self, text: str) -> int:
        """Takes a row written as a list, such as [1, 2.5, 3]."""
        values = ast.literal_eval(text)
        for column, value in zip("ABCDEFGHIJ", values):
            self.put(f"{column}1", float(value))
        return len(self.cells)
