"""The figures of all homes beside each other: what grew, what the limit is, what was slow."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Figures = Mapping[str, Any]
# below this a ratio has a tenth
CLOSE = 10
HEAD = (
    "| act | clients | a second | p50 ms | p95 ms | CPU ms web + database | statements | kB"
    " | plain SQL ms | times that | loop ms |"
)


def lines(results: Sequence[Figures]) -> Iterator[str]:
    """Return a table for each home, how the acts grew, and the statements that took long."""
    for result in results:
        yield f"\n{result['count']:,} requests\n"
        yield HEAD
        yield "|---" * HEAD.count(" | ") + "|---|"
        yield from (_row(figure) for figure in result["figures"])
        yield f"\nMemory of the web processes together: {result['web_megabytes']:.0f} MB (PSS)"
    if len(results) > 1:
        yield from _growth(results[0], results[-1])
    yield from _slow(results)
    yield from _wrong(results)


def _row(figure: Figures) -> str:
    limit = figure["limit"]["milliseconds"]
    cells = [
        figure["act"],
        str(figure["clients"]),
        f"{figure['per_second']:.1f}",
        f"{figure['half']:.1f}",
        f"{figure['most']:.1f}",
        f"{figure['web_cpu']:.1f} + {figure['database_cpu']:.1f}",
        f"{figure['statements']:.0f}",
        f"{figure['size'] / 1_000:.0f}",
        f"{limit:.2f}",
        _times(ratio(figure["half"], limit)),
        f"{figure['loop']:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def _growth(least: Figures, most: Figures) -> Iterator[str]:
    yield f"\nGrowth of p50 and of CPU from {least['count']:,} to {most['count']:,} requests\n"
    before = {(each["act"], each["clients"]): each for each in least["figures"]}
    for figure in most["figures"]:
        past = before.get((figure["act"], figure["clients"]))
        if past:
            waited = ratio(figure["half"], past["half"])
            cost = ratio(cpu(figure), cpu(past))
            name = f"{figure['act']}, {figure['clients']} at once"
            yield f"{waited:6.2f} x {cost:6.2f} x  {name}"


def _slow(results: Sequence[Figures]) -> Iterator[str]:
    found = [(result["count"], each) for result in results for each in result["slow"]]
    if found:
        yield "\nStatements over 10 ms warm, by their mean\n"
    for count, each in sorted(found, key=lambda one: -one[1]["mean"]):
        yield f"{each['mean']:8.1f} ms at {count:,}, {each['act']}: {each['words'][:160]}"


def _wrong(results: Sequence[Figures]) -> Iterator[str]:
    for result in results:
        for figure in result["figures"]:
            yield from (f"NOT ANSWERED: {each}" for each in figure["wrong"][:1])


def cpu(figure: Figures) -> float:
    """Return what an act takes of the processor, in the web process and in the database."""
    return float(figure["web_cpu"] + figure["database_cpu"])


def _times(found: float) -> str:
    return f"{found:.0f}" if found >= CLOSE else f"{found:.1f}"


def ratio(one: float, other: float) -> float:
    """Return how many times the other it is; nothing where there is no other.

    >>> ratio(3.0, 1.5), ratio(3.0, 0.0)
    (2.0, 0.0)
    """
    return one / other if other else 0.0
