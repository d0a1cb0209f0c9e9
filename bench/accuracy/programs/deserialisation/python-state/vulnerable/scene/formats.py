"""Scenes come as YAML from the editor and as JSON from everywhere else."""
import json
from typing import Any

import yaml

MAX = 200_000


def load(text: str, kind: str) -> dict[str, Any]:
    if len(text) > MAX:
        raise ValueError("the scene is too large")
    if kind == "json":
        value = json.loads(text)
    else:
        value = yaml.load(text, Loader=yaml.UnsafeLoader)
    if not isinstance(value, dict):
        raise ValueError("a scene is a mapping")
    return value


def dump(scene: dict[str, Any]) -> str:
    return yaml.safe_dump(scene, sort_keys=False)
