"""Several runs taken together: the middle of each figure, since one run on a busy machine lies."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

ADDITIONS = 5_000_000


def middle(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the results of one home with the middle of all runs; what only few found slow is not.

    >>> figure = {"act": "board", "clients": 1, "wrong": [], "limit": {"milliseconds": 1.0}}
    >>> runs = [{"count": 9, "figures": [figure | {"half": half}], "slow": [], "web_megabytes": 2}
    ...         for half in (3.0, 9.0, 4.0)]
    >>> middle(runs)["figures"][0]["half"], middle(runs)["count"]
    (4.0, 9)
    """
    figures = zip(*(run["figures"] for run in runs), strict=True)
    return {
        **runs[-1],
        "figures": [_middle(each) for each in figures],
        "slow": _slow([run["slow"] for run in runs]),
        "web_megabytes": median(run["web_megabytes"] for run in runs),
    }


def loop_seconds() -> float:
    """Return how long so many plain additions take: by that, days and machines are compared."""
    began, total = time.perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return time.perf_counter() - began


def _middle(same: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, last in same[-1].items():
        values = [each[name] for each in same]
        if isinstance(last, Mapping):
            found[name] = _middle(values)
        elif isinstance(last, list):
            found[name] = [each for value in values for each in value]
        else:
            is_same = all(value == last for value in values)
            found[name] = last if is_same else median(values)
    return found


def _slow(runs: Sequence[Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    found = defaultdict(list)
    for run in runs:
        for each in run:
            found[each["act"], each["words"]].append(each)
    return [_middle(same) for same in found.values() if len(same) > len(runs) / 2]
