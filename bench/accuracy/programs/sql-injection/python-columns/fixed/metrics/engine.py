import os

from sqlalchemy import Engine, create_engine, inspect

_engine: Engine | None = None


def engine() -> Engine:
    global _engine
    if _engine is None:
        _engine = create_engine(os.environ["METRICS_URL"], pool_pre_ping=True)
    return _engine


def table_names() -> list[str]:
    return inspect(engine()).get_table_names()


def column_names(table: str) -> list[str]:
    return [column["name"] for column in inspect(engine()).get_columns(table)]
