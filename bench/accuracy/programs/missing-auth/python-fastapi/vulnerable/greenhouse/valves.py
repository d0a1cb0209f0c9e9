VALVES: dict[str, bool] = {"tomatoes": False, "cucumbers": False, "herbs": True}
TEMPERATURE = {"target": 21.5}


def switch(name: str, opened: bool) -> dict[str, bool]:
    if name not in VALVES:
        raise KeyError(name)
    VALVES[name] = opened
    return VALVES
