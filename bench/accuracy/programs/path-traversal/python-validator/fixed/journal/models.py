from pydantic import BaseModel, Field, field_validator


class Entry(BaseModel):
    bed: str = Field(min_length=1, max_length=60, description="which bed, e.g. north-2")
    text: str = Field(max_length=5000)
    tags: list[str] = Field(default_factory=list, max_length=10)

    @field_validator("bed")
    @classmethod
    def plain(cls, value: str) -> str:
        if not all(char.isalnum() or char in "-_" for char in value):
            raise ValueError("a bed is called like north-2")
        return value

    def markdown(self) -> str:
        head = f"\n## {' '.join('#' + tag for tag in self.tags)}\n" if self.tags else "\n"
        return head + self.text + "\n"


class Reminder(BaseModel):
    text: str = Field(max_length=300)
    week: int = Field(ge=1, le=53)
