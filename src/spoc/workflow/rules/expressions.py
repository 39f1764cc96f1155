"""Conditions and scripts of a process, worked out without any Python being run.

A condition is one expression over what the case knows; a script is lines of `name = expression` or
of a named function. Nothing else is understood: no import, no attribute of Python, no loop.
"""

import ast
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from simpleeval import InvalidExpression

from spoc.workflow.rules.operators import Reader, within

ASSIGNMENT = re.compile(r"\s*([A-Za-z]\w*)\s*=(?!=)\s*(.+)")
# as several modellers write an expression: ${approved}, #{approved}, = approved
WRAPPED = re.compile(r"^\s*(?:[$#]\{(?P<braced>.*)\}|=(?!=)(?P<marked>.*))\s*$", re.DOTALL)
DURATION = re.compile(r"^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$")
LONGEST = 2_000
# as FEEL, JUEL and JavaScript write what Python writes otherwise
WORDS = {"true": True, "false": False, "null": None, "none": None}


def days_from(start: str, count: int) -> str:
    """Return the day so many days after another, both as 2026-12-24.

    >>> days_from("2026-12-24", 8)
    '2027-01-01'
    """
    return (date.fromisoformat(str(start)[:10]) + timedelta(days=int(count))).isoformat()


# the functions a condition or a script may name
FUNCTIONS: dict[str, Callable[..., object]] = {
    "len": len,
    "min": min,
    "max": max,
    "round": round,
    "int": int,
    "str": str,
    "lower": lambda text: str(text).lower(),
    "upper": lambda text: str(text).upper(),
    "days_from": days_from,
}


class Unclear(ValueError):
    """An expression that cannot be worked out; its words say which and why."""


def plain(expression: str) -> str:
    """Return an expression without what a modeller wraps it in.

    >>> plain("${approved}"), plain("= price > 100")
    ('approved', 'price > 100')
    """
    found = WRAPPED.match(expression)
    words = (found["braced"] or found["marked"] or "") if found else expression
    return " ".join(_as_python(words).split())


def _as_python(words: str) -> str:
    """Write and, or and not as Python does."""
    words = words.replace("&&", " and ").replace("||", " or ")
    return re.sub(r"!(?!=)", " not ", words)


def reckon(expression: str, known: Mapping[str, object]) -> object:
    """Work an expression out; raise Unclear where it says what is not understood or not known.

    >>> reckon("price > 100 and not is_urgent", {"price": 250, "is_urgent": False})
    True
    """
    words = plain(expression)
    if len(words) > LONGEST:
        raise Unclear(expression[:80])
    try:
        value: object = Reader({**WORDS, **known}, FUNCTIONS).eval(words)
    except (InvalidExpression, SyntaxError, ArithmeticError, LookupError) as fault:
        raise Unclear(f"{words[:80]}: {fault}") from fault
    except (TypeError, ValueError, AttributeError, RecursionError, MemoryError) as fault:
        raise Unclear(f"{words[:80]}: {fault}") from fault
    if not within(value):
        raise Unclear(words[:80])
    return value


def moment(expression: str, known: Mapping[str, object]) -> str:
    """Return a timer's words, in ISO 8601, whether written bare, quoted or as an expression.

    >>> moment("PT2H", {}), moment("pause", {"pause": "P1D"})
    ('PT2H', 'P1D')
    """
    words = plain(expression).strip("\"'")
    if DURATION.match(words) or is_day(words):
        return words
    return str(reckon(expression, known))


def run(script: str, known: dict[str, object]) -> None:
    """Do a script line by line: what it names is known from then on.

    >>> known = {"price": 100}
    >>> run("vat = price * 0.25", known)
    >>> known["vat"]
    25.0
    """
    for line in filter(str.strip, script.splitlines()):
        named = ASSIGNMENT.fullmatch(line)
        if named:
            known[named[1]] = reckon(named[2], known)
        else:
            reckon(line, known)


def fault_in(expression: str) -> str:
    """Return what is not understood in an expression, before anything is known; else nothing.

    >>> fault_in("price >"), fault_in("open('/etc/hostname')"), fault_in("price > 3")
    ('price >', 'open', '')
    """
    words = plain(expression)
    try:
        tree = ast.parse(words, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return words[:80] or "?"
    if len(words) > LONGEST:
        return words[:80]
    for part in ast.walk(tree):
        if isinstance(part, ast.Call):
            name = part.func.id if isinstance(part.func, ast.Name) else "?"
            if name not in FUNCTIONS:
                return name
        if isinstance(part, NOT_UNDERSTOOD):
            return words[:80]
        if isinstance(part, ast.Attribute) and part.attr.startswith("_"):
            return part.attr
    return ""


def fault_in_script(script: str) -> str:
    """Return what is not understood in a script; nothing when all is."""
    lines = [line for line in script.splitlines() if line.strip()]
    named = [ASSIGNMENT.fullmatch(line) for line in lines]
    said = [found[2] if found else line for found, line in zip(named, lines, strict=True)]
    return next((fault for fault in map(fault_in, said) if fault), "")


NOT_UNDERSTOOD = (
    *(ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    *(ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Starred, ast.JoinedStr),
    *(ast.BitAnd, ast.BitOr, ast.BitXor, ast.Invert, ast.LShift, ast.RShift),
)


def is_day(words: str) -> bool:
    """Tell whether these words begin with a day, as 2026-12-24."""
    try:
        date.fromisoformat(words[:10])
    except ValueError:
        return False
    return True
