import numpy as np


def accuracy(result: dict) -> float:
    predicted, expected = np.asarray(result["predicted"]), np.asarray(result["expected"])
    if predicted.shape != expected.shape:
        raise ValueError("shapes differ")
    return float((predicted == expected).mean())


def confusion(result: dict, classes: int) -> list[list[int]]:
    matrix = np.zeros((classes, classes), dtype=int)
    for p, e in zip(result["predicted"], result["expected"], strict=True):
        matrix[int(e), int(p)] += 1
    return matrix.tolist()
