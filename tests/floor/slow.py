"""Naming the tests that took long: a slow suite is run seldom."""

from collections import Counter

import pytest

LIMIT = 0.5  # seconds
MOST_NAMED = 40


class Slow:
    """Adds up how long each test took, its set-up and clearing away included."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add one part of a test."""
        self.seconds[report.nodeid] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name the slow ones, the slowest first."""
        slow = [(name, took) for name, took in self.seconds.most_common() if took > LIMIT]
        if slow:
            terminalreporter.section(f"{len(slow)} tests took longer than {LIMIT} s")
        for name, took in slow[:MOST_NAMED]:
            terminalreporter.write_line(f"{took:6.2f} s  {name}")
