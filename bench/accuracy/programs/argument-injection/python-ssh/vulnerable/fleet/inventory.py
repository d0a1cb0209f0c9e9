import json
import os
from functools import cache


@cache
def groups() -> dict[str, list[str]]:
    with open(os.environ.get("FLEET_INVENTORY", "inventory.json"), encoding="utf-8") as file:
        return json.load(file)


def hosts() -> set[str]:
    return {host for members in groups().values() for host in members}
