"""Finds out whether a statement only reads."""
import re

READS = ("select", "show", "describe", "desc", "explain")

SIDE_EFFECTS = re.compile(
    r"\b(into|for\s+update|lock|load_file|sleep|benchmark|get_lock|analyze|"
    r"insert|update|delete|replace|drop|alter|create|truncate|grant|set|call|handler)\b"
)


def reads_only(sql: str) -> bool:
    # MySQL runs the text of /*! */ comments, so there must be none, nor a second statement.
    plain = sql.strip().rstrip(";").lower()
    if "/*" in plain or "--" in plain or "#" in plain or ";" in plain:
        return False
    if plain.split(None, 1)[:1] not in [[word] for word in READS]:
        return False
    return SIDE_EFFECTS.search(plain) is None
