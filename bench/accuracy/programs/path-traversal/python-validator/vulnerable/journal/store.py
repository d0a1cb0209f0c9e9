from pathlib import Path

from .models import Entry, Reminder


class Store:
    def __init__(self, folder: Path) -> None:
        self.beds = folder / "beds"
        self.weeks = folder / "weeks"
        self.beds.mkdir(parents=True, exist_ok=True)
        self.weeks.mkdir(parents=True, exist_ok=True)

    def write(self, entry: Entry) -> str:
        with (self.beds / f"{entry.bed}.md").open("a", encoding="utf-8") as file:
            file.write(entry.markdown())
        return entry.bed

    def remind(self, reminder: Reminder) -> None:
        with (self.weeks / f"week-{reminder.week:02d}.txt").open("a", encoding="utf-8") as file:
            file.write(reminder.text + "\n")

    def week(self, number: int) -> str:
        path = self.weeks / f"week-{int(number):02d}.txt"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def names(self) -> list[str]:
        return sorted(path.stem for path in self.beds.glob("*.md"))
