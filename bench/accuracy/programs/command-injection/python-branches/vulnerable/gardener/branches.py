from .run import git
from .settings import PROTECTED


def merged() -> list[str]:
    names = git("branch", "--merged", "--format=%(refname:short)")
    return [name for name in names if name not in PROTECTED]


def check(branch: str) -> str | None:
    """Says why a branch cannot be touched, or None."""
    if branch in PROTECTED:
        return f"{branch} is protected"
    if " " in branch:
        return "a branch has no spaces"
    return None
