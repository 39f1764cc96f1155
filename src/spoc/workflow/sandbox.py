"""Running a script where it can reach nothing: no file, no network, no other process.

A process of its own with an empty folder and no environment gives up, before it reads the script,
every call to the kernel that thinking does not need. What it is given and what it found are JSON.
"""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import IO

from spoc.workflow.rules.actions import Json
from spoc.workflow.sandbox_walls import walls

INSIDE = Path(__file__).with_name("sandbox_inside.py")
# what says where Python lies, where that is not where it was built for
WHERE_PYTHON_IS = ("PYTHONHOME", "LD_LIBRARY_PATH")
HANDLE = re.compile(r"/proc/self/fd/(\d+)")
SECONDS = 5
# it may wait as well as think, and starting takes time on a machine that has much to do
PATIENCE = 10
MEMORY = 256 * 1024 * 1024
LONGEST_ANSWER = 64_000
LIMITS = {
    "AS": MEMORY,
    "FSIZE": LONGEST_ANSWER,
    "NOFILE": 3,
    "CORE": 0,
}
# what a wall must turn back before any script is believed to be inside
PROOF = """
import os, sys

def network():
    if sys.modules["ctypes"].CDLL(None).socket(2, 1, 0) < 0:
        raise OSError

tried = {"file": lambda: os.open("/", os.O_RDONLY), "process": os.fork, "network": network}
result = {}
for name, attempt in tried.items():
    try:
        attempt()
    except OSError:
        result[name] = True
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a script; `problem` says what went wrong, `why` which sort of wrong it was."""

    result: dict[str, Json] = field(default_factory=dict)
    printed: str = ""
    problem: str = ""
    why: str = ""


# set once the walls were tried and stood
stands = Event()


def why_not() -> str:
    """Return what keeps a script from being shut in, as a code; empty where the walls stand."""
    if not stands.is_set():
        ran = run(PROOF, {})
        if ran.why:
            return ran.why
        if not all(ran.result.get(each) for each in ("file", "process", "network")):
            return "open"
        stands.set()
    return ""


def run(script: str, inputs: Mapping[str, Json], *, seconds: int = SECONDS) -> Ran:
    """Run a script with what it is given, for no more than so many seconds of thought."""
    steps = walls()
    if steps is None:
        return Ran(why="machine")
    asked = {
        "script": script,
        "inputs": dict(inputs),
        "limits": {**LIMITS, "CPU": seconds},
        "walls": base64.b64encode(steps).decode(),
    }
    with (
        tempfile.TemporaryDirectory(prefix="spoc-script-") as place,
        tempfile.TemporaryFile() as into,
        tempfile.TemporaryFile() as out,
    ):
        into.write(json.dumps(asked).encode())
        into.seek(0)
        try:
            process = _begun(place, into, out)
        except OSError as problem:
            return Ran(why="start", problem=str(problem))
        if not _ended(process, seconds + PATIENCE):
            return Ran(why="time")
        out.seek(0)
        return _read(out.read(LONGEST_ANSWER), process.returncode)


def _begun(place: str, into: IO[bytes], out: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start the process that a script runs in: our Python, which is told nothing of us.

    Where ours was handed to us through open folders, it is handed on so.
    """
    env = {name: os.environ[name] for name in WHERE_PYTHON_IS if name in os.environ}
    handles = {int(each) for each in HANDLE.findall(" ".join([sys.executable, *env.values()]))}
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-S", "-B", "-X", "utf8", "-c", INSIDE.read_text()],
        stdin=into,
        stdout=out,
        stderr=subprocess.DEVNULL,
        cwd=place,
        env=env,
        pass_fds=tuple(handles),
        start_new_session=True,
    )


def _ended(process: "subprocess.Popen[bytes]", seconds: int) -> bool:
    """Wait until it is over, but not for ever."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        process.kill()
        process.wait()
    return True


def _read(said: bytes, code: int) -> Ran:
    """Return what the process said, or why it said nothing."""
    try:
        told = json.loads(said)
    except ValueError:
        # the kernel ends what uses up its time
        return Ran(why="size" if said else "time" if code < 0 else "start")
    if "refused" in told:
        return Ran(why="kernel", problem=str(told["refused"]))
    problem = str(told.get("problem", ""))
    why = problem if problem in ("memory", "plain") else "script" if problem else ""
    return Ran(told.get("result", {}), str(told.get("printed", "")), problem, why)
