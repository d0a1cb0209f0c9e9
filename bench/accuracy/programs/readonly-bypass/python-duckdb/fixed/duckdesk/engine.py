import os
import threading

import duckdb

_FILE = os.environ.get("DUCK_FILE", "desk.duckdb")
_local = threading.local()


def connection() -> duckdb.DuckDBPyConnection:
    if not hasattr(_local, "connection"):
        _local.connection = duckdb.connect(
            _FILE, read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
        )
    return _local.connection


def fetch(sql: str, values: list | None = None, limit: int = 200) -> dict:
    cursor = connection().execute(sql, values or [])
    return {
        "columns": [column[0] for column in cursor.description],
        "rows": cursor.fetchmany(limit),
    }
