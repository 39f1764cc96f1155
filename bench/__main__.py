"""`make bench`, the second half: houses of ten thousand requests and more, asked over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from bench import alive
from bench.report import lines
from bench.runs import cheapest, whole

SIZES = (10_000, 100_000)
FULL = 1_000_000
SECONDS = 2.0
# another number when what is built changes: older homes are then left alone
SHAPE = 3
# what a home of ours does not take from around it
OTHERS = ("SPOC_DEMO", "SPOC_URL", "DATABASE_URL")
ROOT = Path(__file__).parents[1]


class Measured:
    """A size that is served in a process of its own, and measured there act by act."""

    def __init__(self, served: "subprocess.Popen[str]") -> None:
        self._served = served
        self.names: list[str] = self._heard()

    def ask(self, name: str) -> dict[str, Any]:
        """Return what an act took there."""
        if said := self._served.stdin:
            # whether somebody listens is known by the answer
            with suppress(BrokenPipeError):
                said.write(f"{name}\n")
                said.flush()
        found: dict[str, Any] = self._heard()
        return found

    def _heard(self) -> Any:
        told = self._served.stdout
        line = told.readline() if told else ""
        if not line:
            raise SystemExit("A house ended before it was measured; it says why above.")
        return json.loads(line)


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

    All sizes are served at once and take turns act by act, so that how much more one takes than
    another is told by the same minutes.
    """
    runs = int(os.environ.get("RUNS", "1"))
    with ExitStack() as stack:
        homes = [stack.enter_context(measured(count, place)) for count in sizes()]
        found = [_once(homes) for _nth in range(runs)]
    return [cheapest(of_one) for of_one in zip(*found, strict=True)]


def _once(homes: Sequence[Measured]) -> list[dict[str, Any]]:
    """Return the figures of each size, of one run through all acts."""
    parts: list[list[dict[str, Any]]] = []
    for name in homes[0].names:
        sys.stderr.write(f"{name}\n")
        parts.append([home.ask(name) for home in homes])
    return [whole(of_one) for of_one in zip(*parts, strict=True)]


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


@contextmanager
def measured(count: int, place: Path) -> Iterator[Measured]:
    """Serve one size for the block, ready to be measured."""
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        port = anywhere.getsockname()[1]
    home = home_of(count, place)
    sys.stderr.write(f"{home.name}: measure\n")
    command, env = part(home, "measure", str(count), str(port), str(SECONDS))
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=pipe, stdout=pipe, text=True) as served:
        yield Measured(served)
    if served.returncode:
        raise SystemExit(f"{home.name} did not end well; it says why above.")


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
