POSITIONS = {"office": 40, "bedroom": 100, "loft": 0}


def positions() -> dict:
    return dict(POSITIONS)


def move(room: str, percent: int) -> dict:
    if room not in POSITIONS:
        raise LookupError(room)
    POSITIONS[room] = min(max(int(percent), 0), 100)
    return {room: POSITIONS[room]}


TOOLS = {
    "positions": (positions, "Shows how far the blinds are down.", {}),
    "move": (
        move,
        "Moves a blind.",
        {"room": {"type": "string"}, "percent": {"type": "integer"}},
    ),
}
