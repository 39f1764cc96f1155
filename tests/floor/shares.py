"""How the tests are shared out: a file at a time, and all the browser's to one process.

Starting a demonstration takes longer than most of what is tried on it.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/browser/"


class Shares(LoadScopeScheduling):
    """Gives a process whole files, and every file of the browser to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shares:
    """Share the tests out in this way."""
    return Shares(config, log)
