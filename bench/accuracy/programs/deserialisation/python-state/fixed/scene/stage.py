from typing import Any


class Stage:
    def __init__(self) -> None:
        self.objects: dict[str, dict[str, Any]] = {}

    def replace(self, scene: dict[str, Any]) -> int:
        objects = scene.get("objects", {})
        if not isinstance(objects, dict):
            raise ValueError("objects is a mapping")
        self.objects = {str(name): dict(value) for name, value in objects.items()}
        return len(self.objects)

    def move(self, name: str, x: float, y: float, z: float) -> None:
        self.objects[name]["position"] = [x, y, z]
