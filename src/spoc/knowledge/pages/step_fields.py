"""Steps with decision points as fields of a form: one block a step, its options one a line."""

import re
from collections.abc import Iterable, Mapping

from spoc.knowledge.rules.guided import MOST_STEPS, Step

OPTION = re.compile(r"^(.*?)\s*(?:=>|->|→)\s*(\S+)\s*$")
ENDINGS = {"solved": "solved", "löst": "solved", "ask": "ask", "fråga": "ask"}


def steps_in(given: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the steps a form holds, in the order of their numbers; an empty block is none.

    >>> steps_in({"step-1-key": "a", "step-1-text": "On?", "step-1-options": "Yes -> solved"})
    [{'key': 'a', 'text': 'On?', 'options': [{'label': 'Yes', 'to': 'solved'}]}]
    """
    steps: list[dict[str, object]] = []
    for place in range(1, MOST_STEPS + 2):
        key, text = (given.get(f"step-{place}-{name}", "").strip() for name in ("key", "text"))
        lines = given.get(f"step-{place}-options", "")
        if key or text or lines.strip():
            options = [_option(line) for line in lines.splitlines() if line.strip()]
            steps.append({"key": key or str(place), "text": text, "options": options})
    return steps


def rows_in(steps: Iterable[Step]) -> dict[str, str]:
    """Return steps as the fields of a form.

    >>> from spoc.knowledge.rules.guided import Option
    >>> rows_in([Step("a", "On?", (Option("Yes", "solved"),))])["step-1-options"]
    'Yes -> solved'
    """
    rows: dict[str, str] = {}
    for place, step in enumerate(steps, 1):
        rows[f"step-{place}-key"] = step.key
        rows[f"step-{place}-text"] = step.text
        lines = [f"{option.label} -> {option.to}" for option in step.options]
        rows[f"step-{place}-options"] = "\n".join(lines)
    return rows


def _option(line: str) -> dict[str, str]:
    found = OPTION.match(line.strip())
    if found is None:
        return {"label": line.strip(), "to": ""}
    to = found[2]
    return {"label": found[1].strip(), "to": ENDINGS.get(to.lower(), to)}
