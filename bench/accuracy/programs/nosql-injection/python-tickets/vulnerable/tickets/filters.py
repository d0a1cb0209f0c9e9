from typing import Any


class BadFilter(ValueError):
    pass


def build(filters: dict[str, Any]) -> dict[str, Any]:
    """Turns the filters of a call into a query."""
    if len(filters) > 10:
        raise BadFilter("too many filters")
    return {key: value for key, value in filters.items() if value is not None}
