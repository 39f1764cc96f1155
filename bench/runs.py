"""Several runs taken together: of each act the one that took least of the processor."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from bench.report import cpu

ADDITIONS = 1_000_000
Figure = Mapping[str, Any]


def cheapest(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the results of one home: what only few runs found slow is not, what failed in any is.

    Others on a shared machine only ever add, for a quarter of an hour at a time: what is least is
    nearest to what an act takes by itself.

    >>> figure = {"act": "board", "clients": 1, "database_cpu": 1.0, "wrong": []}
    >>> runs = [{"count": 9, "slow": [], "web_megabytes": 2, "figures": [figure | timed]}
    ...         for timed in ({"half": 3.0, "web_cpu": 2.0}, {"half": 4.0, "web_cpu": 1.0})]
    >>> cheapest(runs)["figures"][0]["half"], cheapest(runs)["count"]
    (4.0, 9)
    """
    figures = zip(*(run["figures"] for run in runs), strict=True)
    return {
        **runs[-1],
        "figures": [_cheapest(each) for each in figures],
        "slow": _slow([run["slow"] for run in runs]),
        "web_megabytes": median(run["web_megabytes"] for run in runs),
    }


def whole(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the results of one run through a home, of what each act took there.

    >>> part = {"count": 9, "figures": ["a"], "slow": [], "web_megabytes": 2}
    >>> whole([part, {**part, "figures": ["b"], "web_megabytes": 3}])["figures"]
    ['a', 'b']
    """
    return {
        **parts[-1],
        "figures": [each for part in parts for each in part["figures"]],
        "slow": [each for part in parts for each in part["slow"]],
    }


def loop_milliseconds() -> float:
    """Return how long so many plain additions take: by that, moments and machines are compared."""
    began, total = time.perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return 1_000 * (time.perf_counter() - began)


def _cheapest(same: Sequence[Figure]) -> Figure:
    chosen = min(same, key=cpu)
    return {**chosen, "wrong": [each for figure in same for each in figure["wrong"]]}


def _slow(runs: Sequence[Sequence[Figure]]) -> list[Figure]:
    found = defaultdict(list)
    for run in runs:
        for each in run:
            found[each["act"], each["words"]].append(each)
    often = (same for same in found.values() if len(same) > len(runs) / 2)
    return [min(same, key=lambda each: float(each["mean"])) for same in often]
