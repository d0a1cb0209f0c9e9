from collections import defaultdict

_spent: dict[str, int] = defaultdict(int)


def spend(category: str, cents: int) -> int:
    _spent[category] += cents
    return _spent[category]


def overview() -> dict[str, int]:
    return dict(_spent)
