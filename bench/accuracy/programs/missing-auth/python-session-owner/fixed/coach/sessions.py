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


def get(key: str, owner: str) -> Session | None:
    session = _sessions.get(key)
    return session if session is not None and session.owner == owner else None


def drop(key: str, owner: str) -> None:
    if get(key, owner) is not None:
        del _sessions[key]
