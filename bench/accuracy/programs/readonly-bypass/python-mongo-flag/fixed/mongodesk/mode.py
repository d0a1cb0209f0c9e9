import functools
import os
from collections.abc import Callable
from typing import Any

READ_ONLY = os.environ.get("MONGO_DESK_READ_ONLY", "1") not in ("0", "false", "no")


class ReadOnly(PermissionError):
    pass


def writes(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a tool that changes data. It is refused while the server is read-only."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if READ_ONLY:
            raise ReadOnly(f"{function.__name__}: the server is read-only")
        return function(*args, **kwargs)

    return wrapper
