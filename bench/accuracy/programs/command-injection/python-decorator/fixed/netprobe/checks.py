"""Checks that tools put around themselves."""
import functools
import ipaddress
import re
from collections.abc import Callable

LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")


class BadTarget(ValueError):
    pass


def is_host(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        labels = value.rstrip(".").split(".")
        return len(value) < 254 and all(LABEL.fullmatch(label) for label in labels)
    return True


def host_argument(function: Callable[..., str]) -> Callable[..., str]:
    """Refuses a call whose first argument is neither an address nor a name."""

    @functools.wraps(function)
    def checked(host: str, *args, **kwargs) -> str:
        if not is_host(host):
            raise BadTarget("that is neither an address nor a name")
        return function(host, *args, **kwargs)

    return checked
