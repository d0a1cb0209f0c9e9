_current: dict[str, str] = {}


def remember(token: str) -> None:
    _current["token"] = token


def bearer() -> dict[str, str]:
    if "token" not in _current:
        raise LookupError("log in first, at http://localhost:8722/login")
    return {"authorization": f"Bearer {_current['token']}"}
