from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

Label = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*\z"
    ),
]


class Job(BaseModel):
    label: Label
    day: date = Field(default_factory=date.today)
    keep: int = Field(default=7, ge=1, le=365)

    @property
    def archive(self) -> str:
        return f"{self.label}-{self.day:%Y%m%d}.tar.zst"
