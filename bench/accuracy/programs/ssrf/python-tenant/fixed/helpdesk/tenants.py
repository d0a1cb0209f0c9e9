import re

TENANT = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")


def base(tenant: str) -> str:
    """The address of a tenant."""
    if TENANT.fullmatch(tenant) is None:
        raise ValueError("a tenant is a short word")
    return f"https://{tenant}.helpdesk.example/api"
