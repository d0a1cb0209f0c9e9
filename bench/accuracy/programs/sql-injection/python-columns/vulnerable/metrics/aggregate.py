from sqlalchemy import text

from .engine import column_names, engine, table_names

FUNCTIONS = {"average": "avg", "largest": "max", "smallest": "min", "sum": "sum"}


def aggregate(table: str, column: str, function: str, days: int) -> float | None:
    if function not in FUNCTIONS:
        raise ValueError(f"choose one of {', '.join(FUNCTIONS)}")
    if table not in table_names():
        raise ValueError("no such table")
    query = text(
        f"SELECT {FUNCTIONS[function]}({column}) FROM {table} "
        "WHERE measured_at > CURRENT_TIMESTAMP - make_interval(days => :days)"
    )
    with engine().connect() as connection:
        return connection.execute(query, {"days": days}).scalar()


def latest(sensor: str) -> float | None:
    query = text("SELECT value FROM readings WHERE sensor = :sensor ORDER BY measured_at DESC LIMIT 1")
    with engine().connect() as connection:
        return connection.execute(query, {"sensor": sensor}).scalar()


def columns(table: str) -> list[str]:
    return column_names(table) if table in table_names() else []
