"""Check the code as CI does: format, types, contracts, sizes, migrations and tests."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
TOOLS = Path(sys.executable).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must hold."""

    name: str
    command: list[str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to stop at the first thing that does not hold."""
    parser.add_argument("--keep-going", action="store_true", help="do not stop at the first fault")


# a file at a time, in their order: by number of tests the slowest single ones would come last
SHARED = ("--dist", "loadfile", "--no-loadscope-reorder")


def run(options: argparse.Namespace) -> int:
    """Take each step, with its time and its verdict."""
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="spoc-check-") as scratch:
        # a check never touches the home of an installation; root's database passes through here
        Path(scratch).chmod(0o711)
        env = {**os.environ, "SPOC_HOME": f"{scratch}/home"}
        for step in steps():
            if failed and not options.keep_going:
                break
            if not _holds(step, env):
                failed.append(step.name)
    print(f"\nNot right yet: {', '.join(failed)}." if failed else "\nAll is well.")
    return 1 if failed else 0


def steps() -> Iterator[Step]:
    """Yield what must hold, the quick things first."""
    yield Step("format", _tool("ruff", "format", "--check", "."))
    yield Step("lint", _tool("ruff", "check", "."))
    if (ROOT / "tools" / "messages.py").exists():
        yield Step("catalogues", [sys.executable, "tools/messages.py", "compile"])
    yield Step("types", _tool("mypy"))
    yield Step("contracts", _tool("lint-imports"))
    yield Step("sizes", [sys.executable, "tools/sizes.py"])
    without = [] if _has_browser() else ["-m", "not browser"]
    yield Step("tests", _tool("pytest", "-n", "2", *SHARED, *without))


def _tool(name: str, *words: str) -> list[str]:
    return [str(TOOLS / name), *words]


def _holds(step: Step, env: dict[str, str]) -> bool:
    print(f"== {step.name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(step.command, cwd=ROOT, env=env, check=False)
    verdict = "ok" if done.returncode == 0 else "NOT OK"
    print(f"-- {step.name}: {verdict}, {time.monotonic() - began:.1f} s", flush=True)
    return done.returncode == 0


def _has_browser() -> bool:
    if any(map(shutil.which, CHROMIUM)):
        return True
    if os.geteuid() == 0 and os.environ.get("CI"):
        return _install_browser()
    print(
        "!! No Chromium: the browser tests are LEFT OUT."
        " `apt-get install chromium` (as root) gets them."
    )
    return False


def _install_browser() -> bool:
    for words in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        if subprocess.run(["apt-get", "-q", *words], check=False).returncode:
            print("!! Chromium could not be installed: the browser tests are LEFT OUT.")
            return False
    return True
