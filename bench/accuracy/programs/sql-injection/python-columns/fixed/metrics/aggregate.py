from datetime import timedelta

from sqlalchemy import column as sql_column
from sqlalchemy import func, select, text
from sqlalchemy import table as sql_table

from .engine import column_names, engine, table_names

FUNCTIONS = {"average": "avg", "largest": "max", "smallest": "min", "sum": "sum"}


def aggregate(table: str, column: str, function: str, days: int) -> float | None:
    if function not in FUNCTIONS:
        raise ValueError(f"choose one of {', '.join(FUNCTIONS)}")
    if table not in table_names():
        raise ValueError("no such table")
    query = (
        select(getattr(func, FUNCTIONS[function])(sql_column(column)))
        .select_from(sql_table(table))
        .where(sql_column("measured_at") > func.now() - timedelta(days=days))
    )
    with engine().connect() as connection:
        return connection.execute(query).scalar()


def latest(sensor: str) -> float | None:
    query = text("SELECT value FROM readings WHERE sensor = :sensor ORDER BY measured_at DESC LIMIT 1")
    with engine().connect() as connection:
        return connection.execute(query, {"sensor": sensor}).scalar()


def columns(table: str) -> list[str]:
    return column_names(table) if table in table_names() else []
