"""Evaluates what people type into cells: numbers, cells, four operations and a few functions."""
import ast
import math
import operator

NAMES = {name: getattr(math, name) for name in ("sqrt", "sin", "cos", "log", "pi", "e")}
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    pass


def evaluate(formula: str, cells: dict[str, float]) -> float:
    if len(formula) > 500:
        raise FormulaError("not a formula")
    return _value(ast.parse(formula, mode="eval").body, {**NAMES, **cells})


def _value(node: ast.AST, names: dict):
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return node.value
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_value(node.left, names), _value(node.right, names))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES:
        return NAMES[node.func.id](*(_value(argument, names) for argument in node.args))
    raise FormulaError("not a formula")
