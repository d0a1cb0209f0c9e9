import os
from pathlib import Path

from fastmcp import FastMCP

from .models import Entry, Reminder
from .store import Store

mcp = FastMCP("garden-journal")
store = Store(Path(os.environ.get("GARDEN_JOURNAL", "~/garden")).expanduser())


@mcp.tool
def beds() -> list[str]:
    """Lists the beds that have a journal."""
    return store.names()


@mcp.tool
def write_entry(entry: Entry) -> str:
    """Adds an entry to the journal of a bed."""
    return f"written for {store.write(entry)}"


@mcp.tool
def add_reminder(reminder: Reminder) -> str:
    """Adds a reminder to a week of the year."""
    store.remind(reminder)
    return "noted"


@mcp.tool
def reminders(week: int) -> str:
    """Shows the reminders of a week."""
    return store.week(week) or "nothing"


if __name__ == "__main__":
    mcp.run()
