from dataclasses import dataclass, asdict


@dataclass
class Recipe:
    film: str
    developer: str
    minutes: float
    celsius: float = 20.0


RECIPES: dict[str, Recipe] = {
    "hp5-id11": Recipe("HP5+", "ID-11 1+1", 13.0),
    "trix-d76": Recipe("Tri-X 400", "D-76 1+1", 9.75),
}


def as_dicts() -> dict[str, dict]:
    return {key: asdict(recipe) for key, recipe in RECIPES.items()}


def put(key: str, recipe: Recipe) -> None:
    RECIPES[key] = recipe
