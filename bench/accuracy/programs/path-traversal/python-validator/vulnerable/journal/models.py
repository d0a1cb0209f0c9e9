from pydantic import BaseModel, Field


class Entry(BaseModel):
    bed: str = Field(min_length=1, max_length=60, description="which bed, e.g. north-2")
    text: str = Field(max_length=5000)
    tags: list[str] = Field(default_factory=list, max_length=10)

    def markdown(self) -> str:
        head = f"\n## {' '.join('#' + tag for tag in self.tags)}\n" if self.tags else "\n"
        return head + self.text + "\n"


class Reminder(BaseModel):
    text: str = Field(max_length=300)
    week: int = Field(ge=1, le=53)
