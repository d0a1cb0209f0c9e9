from .sessions import Session

LIST = [
    {"name": "plan", "description": "Shows the training plan.", "inputSchema": {"type": "object"}},
    {
        "name": "add_unit",
        "description": "Adds a unit to the plan.",
        "inputSchema": {
            "type": "object",
            "properties": {"unit": {"type": "string"}},
            "required": ["unit"],
        },
    },
]


def call(session: Session, name: str, arguments: dict) -> str:
    if name == "add_unit":
        session.plan.append(str(arguments["unit"])[:200])
    elif name != "plan":
        raise LookupError(name)
    return "\n".join(session.plan)
