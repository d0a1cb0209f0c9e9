import duckdb

READS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


def problems(sql: str) -> list[str]:
    """What speaks against running a text. Empty if nothing does."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        return [f"not SQL: {error}"]
    found = []
    if statements and statements[0].type not in READS:
        found.append("only questions are allowed")
    return found
