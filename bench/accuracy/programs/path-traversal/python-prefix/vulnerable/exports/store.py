import os

FOLDER = "/srv/exports"


def write(name: str, text: str) -> str:
    path = os.path.realpath(os.path.join(FOLDER, name))
    if not path.startswith(FOLDER):
        raise ValueError("outside of the export folder")
    with open(path, "w") as file:
        file.write(text)
    return path
