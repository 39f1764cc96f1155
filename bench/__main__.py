"""`make bench`, the second half: houses of ten thousand requests and more, asked over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import alive
from bench.report import lines
from bench.runs import cheapest

SIZES = (10_000, 100_000)
FULL = 1_000_000
SECONDS = 2.0
# another number when what is built changes: older homes are then left alone
SHAPE = 3
# what a home of ours does not take from around it
OTHERS = ("SPOC_DEMO", "SPOC_URL", "DATABASE_URL")
ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measure each size in its own process, and keep the figures; or `serve COUNT PORT`."""
    place = cache()
    if sys.argv[1:2] == ["serve"]:
        count = int(sys.argv[2])
        os.execve(sys.executable, *part(home_of(count, place), "serve", *sys.argv[2:]))
    results = in_turn(place)
    live = json.loads(ran(home_of(SIZES[0], place), "live", str(SIZES[0]), "0"))
    for line in (*lines(results), *alive.lines(live)):
        sys.stdout.write(f"{line}\n")
    kept = place / "results.json"
    whole = {"at": time.strftime("%F %T"), "homes": results, "live": live}
    kept.write_text(json.dumps(whole, indent=1))
    sys.stdout.write(f"\nThe same as JSON: {kept}\n")


def in_turn(place: Path) -> list[dict[str, Any]]:
    """Return the figures of each size: of each act the cheapest of so many `RUNS`.

    The sizes take turns, so that a slow quarter of an hour is not one size's.
    """
    runs: dict[int, list[dict[str, Any]]] = {count: [] for count in sizes()}
    for _nth in range(int(os.environ.get("RUNS", "1"))):
        for count, found in runs.items():
            found.append(json.loads(measured(count, place)))
    return [cheapest(found) for found in runs.values()]


def sizes() -> Iterator[int]:
    """Return how large the houses are."""
    yield from SIZES
    if os.environ.get("SIZE") == "full":
        yield FULL


def cache() -> Path:
    """Return the folder where the homes are kept from one run to the next."""
    chosen = os.environ.get("SPOC_BENCH_HOME")
    # the database never works as root, and nobody else passes through the home of root
    usual = Path("/var/cache") if os.geteuid() == 0 else Path.home() / ".cache"
    place = Path(chosen) if chosen else usual / "spoc-bench"
    place.mkdir(parents=True, exist_ok=True)
    return place.absolute()


def measured(count: int, place: Path) -> str:
    """Return the figures of one size."""
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        port = anywhere.getsockname()[1]
    return ran(home_of(count, place), "measure", str(count), str(port), str(SECONDS))


def home_of(count: int, place: Path) -> Path:
    """Return the home of a size; whoever works with its data may pass through to it."""
    home = place / f"{count}-{SHAPE}"
    home.mkdir(exist_ok=True)
    for folder in (home, place):
        folder.chmod(0o711)
    return home


def ran(home: Path, *words: str) -> str:
    """Run the part that knows Django in a home, and return what it printed."""
    sys.stderr.write(f"{home.name}: {words[0]}\n")
    command, env = part(home, *words)
    told = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return told.stdout


def part(home: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    """Return how the part that knows Django is started: its command, and its environment."""
    own = {"SPOC_HOME": str(home), "DJANGO_SETTINGS_MODULE": "spoc.site.settings"}
    given = {name: value for name, value in os.environ.items() if name not in OTHERS}
    return [sys.executable, "-m", "bench.desk", *words], given | own


if __name__ == "__main__":
    main()
