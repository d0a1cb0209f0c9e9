import functools
from pathlib import Path

ROOT = Path("/srv/sheets").resolve()


def below_root(function):
    """Refuses paths that lead out of the folder of the sheets."""

    @functools.wraps(function)
    def guarded(path: str) -> str:
        if not Path(path).resolve().is_relative_to(ROOT):
            raise PermissionError("outside of the sheets")
        return function(path)

    return guarded
