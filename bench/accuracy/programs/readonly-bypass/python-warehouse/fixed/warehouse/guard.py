"""Only questions, no changes."""
import re

FIRST = re.compile(r"\s*(select|with|show|explain)\b", re.IGNORECASE)
WRITES = re.compile(
    r"\b(insert|update|delete|merge|truncate|drop|alter|create|grant|revoke|copy|call|do|"
    r"vacuum|analyze|refresh|lock|set|reset|into|execute|prepare|listen|notify|nextval|setval|"
    r"pg_\w+|lo_\w+|dblink\w*)\b",
    re.IGNORECASE,
)


class NotReadOnly(ValueError):
    pass


def ensure_read_only(sql: str) -> str:
    statement = sql.strip().rstrip(";")
    if not FIRST.match(statement):
        raise NotReadOnly("only SELECT, WITH, SHOW and EXPLAIN")
    if ";" in statement or "--" in statement or "/*" in statement:
        raise NotReadOnly("one statement, without comments")
    if WRITES.search(statement):
        raise NotReadOnly("the statement would change data")
    return statement
