from collections import deque
from dataclasses import dataclass
from datetime import datetime, timezone


@dataclass(frozen=True)
class Tasting:
    bottle: str
    remark: str
    at: datetime


_tastings: deque[Tasting] = deque(maxlen=200)


def taste(bottle: str, remark: str) -> None:
    _tastings.appendleft(Tasting(bottle, remark, datetime.now(timezone.utc)))


def tastings(bottle: str | None = None) -> list[Tasting]:
    return [t for t in _tastings if bottle is None or t.bottle == bottle]
