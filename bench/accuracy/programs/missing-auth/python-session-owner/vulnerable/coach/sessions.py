import secrets
from dataclasses import dataclass, field


@dataclass
class Session:
    owner: str
    plan: list[str] = field(default_factory=list)


_sessions: dict[str, Session] = {}


def create(owner: str) -> str:
    key = secrets.token_urlsafe(16)
    _sessions[key] = Session(owner)
    return key


def get(key: str) -> Session | None:
    return _sessions.get(key)


def drop(key: str) -> None:
    _sessions.pop(key, None)
