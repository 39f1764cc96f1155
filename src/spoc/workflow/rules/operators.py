"""What an expression may do with values: nothing that fills the memory or takes long."""

import ast
import operator
from collections.abc import Callable
from math import isfinite

from simpleeval import DEFAULT_OPERATORS, EvalWithCompoundTypes, FeatureNotAvailable

# a number of a form or a price, and more; longer ones are no numbers of a desk
MOST_BITS = 256
# all the words and parts of what an expression comes to, however deep they lie
LARGEST = 20_000
LEFT_OUT = (
    *(ast.JoinedStr, ast.FormattedValue),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)


class Reader(EvalWithCompoundTypes):
    """Works an expression out; only functions by their names are called."""

    def __init__(
        self, names: dict[str, object], functions: dict[str, Callable[..., object]]
    ) -> None:
        super().__init__(operators=OPERATORS, functions=functions, names=names)
        for each in LEFT_OUT:
            self.nodes.pop(each, None)

    def _eval_call(self, node: ast.Call) -> object:
        if not isinstance(node.func, ast.Name):
            raise FeatureNotAvailable(ast.unparse(node)[:80])
        return super()._eval_call(node)


def within(value: object) -> bool:
    """Tell whether a value can be kept: plain data, and not too much of it.

    >>> within("x" * 100), within([["x" * 5000] * 3] * 3), within(2**300)
    (True, False, False)
    """
    left, todo = LARGEST, [value]
    while todo:
        each = todo.pop()
        if not _is_plain(each):
            return False
        left -= len(each) + 1 if isinstance(each, str | dict | list | tuple) else 1
        if left < 0:
            return False
        if isinstance(each, dict):
            todo += [*map(str, each.keys()), *each.values()]
        elif isinstance(each, list | tuple):
            todo += each
    return True


def _is_plain(value: object) -> bool:
    """Tell whether one value, whatever lies in it, is one that JSON and the database know."""
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, int):
        return value.bit_length() <= MOST_BITS
    if isinstance(value, str):
        return "\x00" not in value
    return value is None or isinstance(value, list | tuple | dict)


def _plain(does: Callable[..., object]) -> Callable[..., object]:
    """Let an operator have numbers alone: Python also repeats and fills in with these signs."""

    def done(*values: object) -> object:
        if not all(isinstance(each, int | float) and within(each) for each in values):
            raise FeatureNotAvailable(", ".join(type(each).__name__ for each in values))
        return does(*values)

    return done


def _added(one: object, other: object) -> object:
    if not (within(one) and within(other)):
        raise FeatureNotAvailable("+")
    return operator.add(one, other)


def _raised(one: float, other: float) -> object:
    if abs(other) > MOST_BITS:
        raise FeatureNotAvailable(f"** {other}")
    return one**other


KEPT = (
    *(ast.Eq, ast.NotEq, ast.Gt, ast.Lt, ast.GtE, ast.LtE, ast.Not),
    *(ast.In, ast.NotIn, ast.Is, ast.IsNot),
)
OPERATORS: dict[type[ast.AST], Callable[..., object]] = {
    **{each: DEFAULT_OPERATORS[each] for each in KEPT},
    ast.Add: _added,
    ast.Sub: _plain(operator.sub),
    ast.Mult: _plain(operator.mul),
    ast.Div: _plain(operator.truediv),
    ast.FloorDiv: _plain(operator.floordiv),
    ast.Mod: _plain(operator.mod),
    ast.Pow: _plain(_raised),
    ast.USub: _plain(operator.neg),
    ast.UAdd: _plain(operator.pos),
}
