"""The floor of the tests: a home and a server for the run, a copy of the world for each process.

Each test is rolled back; one marked `commits` really commits, and the next gets a new copy.
"""

import gc

import pytest

from tests.floor import home, network
from tests.floor.slow import Slow

# what is loaded and collected stays: rubbish is looked for when that is done
gc.disable()
home.settle()
network.block()

pytest_plugins = (
    "tests.floor.shares",
    "tests.floor.fixtures",
    "tests.floor.states",
    "tests.floor.majors",
    "tests.floor.proposals",
)


def pytest_configure(config: pytest.Config) -> None:
    """Name the slow tests, where the results come together."""
    if not home.is_worker():
        config.pluginmanager.register(Slow(), "slow")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not home.is_worker():
        home.leave()


def pytest_collection_finish() -> None:
    """Let what lives as long as the tests be looked at no more, and rubbish wait a little."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 50, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what commits use real transactions."""
    for item in items:
        if item.get_closest_marker("commits"):
            item.add_marker(pytest.mark.django_db(transaction=True))
