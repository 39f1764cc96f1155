"""`make bench`: figures of one run on one machine, as ratios to the cheapest page there is."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import intake
import load
import yardstick

TIMES = 30
HISTORY = 400
LETTERS = 50
CLOCKS = 100_000


def main() -> None:
    """Build a desk with some history in a throwaway home, and time what people wait for."""
    with tempfile.TemporaryDirectory(prefix="spoc-bench-") as place:
        Path(place).chmod(0o711)
        os.environ |= {"SPOC_HOME": f"{place}/home", "SPOC_DEMO": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "spoc.site.settings"
        bench()
    # what very many requests cost, each house in a process of its own
    subprocess.run([sys.executable, "-m", "bench"], cwd=Path(__file__).parents[1], check=True)


def bench() -> None:
    """Print each figure: milliseconds, and how many times the health page's."""
    import django
    from django.conf import settings

    django.setup()
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.ALLOWED_HOSTS.append("testserver")
    from spoc.kit.home import home
    from spoc.kit.postgres import Cluster

    cluster = Cluster(home() / "postgres", throwaway=True)
    cluster.start()
    cluster.ensure_database("spoc")
    try:
        fill()
        show(figures())
    finally:
        cluster.stop()


def fill() -> None:
    """Make the tables, the world and its newest requests."""
    from django.core.management import call_command

    from spoc.world.demo import ensure

    call_command("migrate", verbosity=0)
    ensure(HISTORY)


def figures() -> dict[str, float]:
    """Return the median seconds of each thing."""
    from django.test import Client

    from spoc.people.models import Person
    from spoc.requests.models import SupportRequest

    agent = Client()
    agent.force_login(Person.objects.get(name="Elin Sand"))
    number = SupportRequest.objects.filter(status="in_progress").latest("pk").pk
    pages = {
        "health (the measure of the rest)": "/health/live",
        "queue, whole page": "/queues/all",
        "queue, rows alone": "/queues/all/rows",
        "navigation with counts": "/nav",
        "request, whole page": f"/requests/{number}",
        "request, preview": f"/requests/{number}/preview",
        "search, one word": "/search?q=printer",
    }
    timed = {name: median(lambda path=path: agent.get(path)) for name, path in pages.items()}
    timed |= {"a letter received, read and registered": a_letter()} | promises()
    timed |= intake.matching(median)
    load.many_open()
    return timed | {
        f"queue, whole page, {load.OPEN:,} open": median(
            lambda: agent.get(pages["queue, whole page"])
        ),
        f"queue, rows alone, {load.OPEN:,} open": median(
            lambda: agent.get(pages["queue, rows alone"])
        ),
        "its first 51 rows, the database alone": median(load.first_in_order),
        **load.warnings(),
    }


def a_letter() -> float:
    """Return the median seconds from raw bytes to a request."""
    from spoc.intake.activities import receive_letter

    numbers = iter(range(LETTERS))

    def one() -> object:
        number = next(numbers)
        head = f"From: p{number}@norrvikhospital.example\nSubject: Letter {number}\n"
        return receive_letter(f"{head}Message-ID: <{number}@bench>\n\nIt is slow.\n".encode())

    return median(one)


def promises() -> dict[str, float]:
    """Return what reckoning with promises takes, beside the plain loop that bounds it."""
    from spoc.service_levels.activities.clocks import plan
    from spoc.service_levels.models import Agreement, Calendar, Clock
    from spoc.service_levels.rules import due_at

    office = Calendar.objects.get(key="office")
    agreement = Agreement(calendar=office)
    christmas = datetime(2026, 12, 23, 13, tzinfo=UTC)
    clocks = [
        Clock(agreement=agreement, calendar=office, target_minutes=60 + nth, started_at=christmas)
        for nth in range(CLOCKS)
    ]

    def due(hours: int) -> Callable[[], object]:
        return lambda: [
            due_at(office.hours, christmas, timedelta(hours=hours)) for _nth in range(1000)
        ]

    return {
        "1,000 due instants, 27 hours over Christmas": median(due(27)),
        "1,000 due instants, 400 hours": median(due(400)),
        f"{CLOCKS:,} clocks reckoned anew": median(lambda: [plan(clock) for clock in clocks], 3),
        f"{CLOCKS:,} sums of a moment and a length, the plain loop": median(
            lambda: [clock.started_at + timedelta(minutes=clock.target_minutes) for clock in clocks]
        ),
    }


def median(act: Callable[[], object], times: int = TIMES) -> float:
    """Return the median seconds of doing it, after doing it once to warm up."""
    act()
    taken = []
    for _time in range(times):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def show(timed: dict[str, float]) -> None:
    """Print the figures beside each other."""
    measure = next(iter(timed.values()))
    sys.stdout.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, medians of {TIMES} or fewer\n")
    for name, seconds in timed.items():
        sys.stdout.write(f"{seconds * 1000:9.1f} ms {seconds / measure:8.1f} x  {name}\n")
    for line in yardstick.lines():
        sys.stdout.write(f"{line}\n")


main()
