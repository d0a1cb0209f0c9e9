from pathlib import Path, PurePosixPath


class Rejected(ValueError):
    pass


class Site:
    """Pages of a site. The checkout comes from contributors and may hold links."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def page(self, address: str) -> Path:
        parts = PurePosixPath(address.lstrip("/"))
        if ".." in parts.parts:
            raise Rejected("no dots")
        path = self.root / parts
        if path.suffix not in (".md", ".html"):
            raise Rejected("not a page")
        return path

    def replace(self, address: str, text: str) -> None:
        path = self.page(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def get(self, address: str) -> str:
        return self.page(address).read_text(encoding="utf-8")

    def index(self) -> list[str]:
        return sorted(p.relative_to(self.root).as_posix() for p in self.root.rglob("*.md"))
