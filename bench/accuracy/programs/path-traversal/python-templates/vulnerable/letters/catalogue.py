from __future__ import annotations

import pathlib
import string


class Unknown(LookupError):
    pass


class Catalogue:
    """Letter templates in one folder, a file each."""

    suffix = ".txt"

    def __init__(self, folder: str | pathlib.Path) -> None:
        self._folder = pathlib.Path(folder).resolve()

    def names(self) -> list[str]:
        return sorted(p.stem for p in self._folder.glob("*" + self.suffix))

    def _path(self, name: str) -> pathlib.Path:
        return self._folder / (name + self.suffix)

    def load(self, name: str) -> string.Template:
        path = self._path(name)
        if not path.is_file():
            raise Unknown(name)
        return string.Template(path.read_text(encoding="utf-8"))

    def store(self, name: str, body: str) -> None:
        if len(body) > 20_000:
            raise ValueError("a letter is shorter than that")
        self._path(name).write_text(body, encoding="utf-8")

    def remove(self, name: str) -> None:
        if name not in self.names():
            raise Unknown(name)
        (self._folder / (name + self.suffix)).unlink()
