from __future__ import annotations

import aiosqlite

SORTABLE = {"title": "title", "author": "author", "year": "published", "shelf": "shelf"}
ORDERS = {"asc": "ASC", "desc": "DESC"}


class Repository:
    def __init__(self, path: str) -> None:
        self._path = path

    async def _all(self, sql: str, values: tuple = ()) -> list[dict]:
        async with aiosqlite.connect(self._path) as db:
            db.row_factory = aiosqlite.Row
            async with db.execute(sql, values) as cursor:
                return [dict(row) for row in await cursor.fetchall()]

    async def by_isbn(self, isbn: str) -> dict | None:
        found = await self._all("SELECT * FROM books WHERE isbn = ?", (isbn,))
        return found[0] if found else None

    async def browse(self, term: str, sort: str, order: str, limit: int) -> list[dict]:
        column = SORTABLE.get(sort, "title")
        direction = ORDERS.get(order.lower(), "ASC")
        sql = f"SELECT isbn, title, author FROM books WHERE title LIKE ? ORDER BY {column} {direction} LIMIT ?"
        return await self._all(sql, (f"%{term}%", limit))

    async def lend(self, isbn: str, reader: int) -> bool:
        async with aiosqlite.connect(self._path) as db:
            done = await db.execute(
                "UPDATE books SET reader = ? WHERE isbn = ? AND reader IS NULL", (reader, isbn)
            )
            await db.commit()
            return done.rowcount == 1
