import os

REPOSITORY = os.environ.get("GARDENER_REPO", ".")
PROTECTED = frozenset({"main", "master", "release"})
