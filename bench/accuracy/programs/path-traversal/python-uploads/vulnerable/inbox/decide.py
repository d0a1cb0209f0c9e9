import os

INBOX = os.path.realpath(os.environ.get("SCAN_INBOX", "/srv/scans/inbox"))
FILED = os.path.realpath(os.environ.get("SCAN_FILED", "/srv/scans/filed"))
KINDS = (".pdf", ".tif", ".png")


def within(base: str, path: str) -> bool:
    return os.path.commonpath([base, os.path.realpath(path)]) == base


def locate(name: str) -> str:
    """The path of a scan that has arrived."""
    path = os.path.join(INBOX, name)
    if not within(INBOX, path) or not path.endswith(KINDS):
        raise FileNotFoundError(name)
    return path


def target(folder: str, name: str) -> str:
    """Where a scan is filed."""
    if not within(FILED, os.path.join(FILED, folder)):
        raise ValueError("no such folder")
    return os.path.join(FILED, folder, name)
