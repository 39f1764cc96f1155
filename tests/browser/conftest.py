"""A demonstration running as a newcomer starts it, and a browser to look at it with."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.cli.conftest import environment, running_up
from tests.floor import furnished
from tests.floor.furnished import COMMAND

CHROMIUM = next((p for name in ("chromium", "chromium-browser") if (p := shutil.which(name))), "")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
REFUSED = "status of 422"  # an answer, not a fault
PATIENCE = 20_000  # milliseconds: other tests work beside the pages
LONELY = ("--disable-background-networking", "--disable-component-update")


@dataclass
class Demo:
    """A running demonstration: where it is, and the command in its home."""

    home: Path
    address: str

    def spoc(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """Give the command in the home of the demonstration."""
        return subprocess.run(
            [COMMAND, *words],
            env=environment(self.home) | {"SPOC_URL": self.address},
            capture_output=True,
            check=False,
            timeout=60,
        )

    def deliver(self, *letters: bytes) -> list[int]:
        """Hand letters in, and return the numbers of their requests."""
        files = [self.home.with_name(f"{number}.eml") for number, _letter in enumerate(letters)]
        for file, letter in zip(files, letters, strict=True):
            file.write_bytes(letter)
        receipts = self.spoc("mail", "deliver", *map(str, files)).stdout.splitlines()
        return [int(json.loads(each)["request"].removeprefix("R-")) for each in receipts]


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The demonstration, started as `make run` does."""
    place = Path(tempfile.mkdtemp(prefix="spoc-demo-"))
    place.chmod(0o711)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    few = {"SPOC_DEMO_REQUESTS": "20"}
    furnished.copy_to(place / "home")
    with running_up(place / "home", port, "--demo", settings=few) as running:
        yield Demo(place / "home", f"http://127.0.0.1:{running.port}")
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium."""
    # the browser's own loop must not make Django think that views run inside it
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *LONELY])
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Browser) -> Callable:
    """Open a window of its own, which fails the test when the page complains."""

    @contextmanager
    def opened(width: int = 1440, height: int = 900) -> Iterator[Page]:
        complaints: list[str] = []
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                said.type == "error" and REFUSED not in said.text and complaints.append(said.text)
            ),
        )
        yield page
        context.close()
        assert complaints == []

    return opened
