import os


class OutsideWorkspace(PermissionError):
    pass


class Workspace:
    """The one folder this server may touch. People keep links in it, to other drives too."""

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)

    def path(self, relative: str) -> str:
        candidate = os.path.abspath(os.path.join(self.root, relative))
        if os.path.commonpath([self.root, candidate]) != self.root:
            raise OutsideWorkspace(relative)
        return candidate

    def read(self, relative: str) -> str:
        with open(self.path(relative), encoding="utf-8") as file:
            return file.read()

    def append(self, relative: str, text: str) -> int:
        with open(self.path(relative), "a", encoding="utf-8") as file:
            return file.write(text)

    def listing(self) -> list[str]:
        found = []
        for folder, folders, files in os.walk(self.root, followlinks=False):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [os.path.relpath(os.path.join(folder, name), self.root) for name in files]
        return sorted(found)
