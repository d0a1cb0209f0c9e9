from typing import Any

FIELDS = {"product", "severity", "status", "version"}


class BadFilter(ValueError):
    pass


def build(filters: dict[str, Any]) -> dict[str, Any]:
    """Turns the filters of a call into a query. Fields are known and values are plain."""
    query: dict[str, Any] = {}
    for field, value in filters.items():
        if field not in FIELDS:
            raise BadFilter(f"no filter called {field}")
        if not isinstance(value, (str, int, bool)):
            raise BadFilter(f"{field} is a plain value")
        query[field] = {"$eq": value}
    return query
