"""Only questions, no changes."""
import re

FIRST = re.compile(r"^\s*(select|with|show|explain)\b", re.IGNORECASE)


class NotReadOnly(ValueError):
    pass


def ensure_read_only(sql: str) -> str:
    if not FIRST.match(sql):
        raise NotReadOnly("only SELECT, WITH, SHOW and EXPLAIN")
    return sql
