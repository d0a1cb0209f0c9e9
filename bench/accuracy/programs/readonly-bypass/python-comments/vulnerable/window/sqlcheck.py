"""Finds out whether a statement only reads."""
import re

READS = ("select", "show", "describe", "desc", "explain")


def _plain(sql: str) -> str:
    sql = re.sub(r"/\*.*?\*/", " ", sql, flags=re.DOTALL)
    return re.sub(r"--[^\n]*", " ", sql).strip().lower()


def reads_only(sql: str) -> bool:
    return _plain(sql).startswith(READS)
