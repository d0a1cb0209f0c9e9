import re

TENANT = re.compile(r"[a-z0-9.-]+")


def base(tenant: str) -> str:
    """The address of a tenant."""
    return f"https://{tenant}.helpdesk.example/api"
