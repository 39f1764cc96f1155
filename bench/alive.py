"""What was measured of the live streams, as people read it."""

from collections.abc import Iterator, Mapping
from typing import Any

WHILE = {
    "changes": "fifty changes a second",
    "connection lost": "the database's connection lost",
    "web process ended": "the web process ended and begun again",
}


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Return the table, and what the streams take."""
    yield f"\n{found['streams']:,} live streams on one web process\n"
    yield "| while | changes | heard | lost | median ms | p95 ms | longest ms |"
    yield "|---" * 7 + "|"
    for key, what in WHILE.items():
        said = found[key]
        counts = f"{said['made']:,} | {said['heard']:,} | {said['lost']:,}"
        times = " | ".join(f"{said[each]:.0f}" for each in ("median", "p95", "longest"))
        yield f"| {what} | {counts} | {times} |"
    yield f"\nMemory a stream: {found['kilobytes a stream']:.1f} kB (PSS)"
    yield f"The web process at fifty changes a second: {found['share of a core']:.0%} of a core"
    opened, back = found["seconds until all are open"], found["seconds until all are back"]
    yield f"All open within {opened:.1f} s, back within {back:.1f} s of the process's new start"
