import os
from contextlib import contextmanager

import psycopg
from psycopg.rows import dict_row


@contextmanager
def connection():
    with psycopg.connect(os.environ["WAREHOUSE_DSN"], row_factory=dict_row) as conn:
        yield conn


def rows(sql: str, parameters: tuple = (), limit: int = 500) -> list[dict]:
    with connection() as conn, conn.cursor() as cur:
        cur.execute(sql, parameters or None)
        return cur.fetchmany(limit)
