from fastmcp import FastMCP

mcp = FastMCP("voice-memos")

_memos: list[str] = []


@mcp.tool
def memos() -> list[str]:
    """Lists the memos."""
    return _memos


@mcp.tool
def add_memo(text: str) -> int:
    """Adds a memo and returns its number."""
    _memos.append(text[:2000])
    return len(_memos)


@mcp.tool
def forget_all() -> str:
    """Forgets all memos."""
    _memos.clear()
    return "forgotten"
