from urllib.parse import urlparse

OPERATORS = {
    "ferry": "https://api.ferries.example",
    "tram": "https://open.tram.example",
    "rail": "https://data.rail.example",
}

HOSTS = frozenset(urlparse(base).hostname for base in OPERATORS.values())


def is_operator(url: str) -> bool:
    """True for addresses at one of the operators."""
    return any(host in url for host in HOSTS)
