"""Inside the sandbox: what runs before a script does, in a process of its own.

It is given to a bare Python and imports nothing of ours. It loads what scripts may use, gives up
everything else, and only then reads the script.
"""

import base64
import collections
import csv
import ctypes
import datetime
import decimal
import fractions
import functools
import hashlib
import hmac
import io
import itertools
import json
import math
import os
import random
import re
import resource
import signal
import statistics
import string
import sys
import textwrap
import time
import types
import unicodedata
import urllib.parse
import uuid

USABLE = {
    *(base64, collections, csv, datetime, decimal, fractions, functools, hashlib, hmac),
    *(itertools, json, math, random, re, statistics, string, textwrap, time, unicodedata),
    *(urllib.parse, uuid),
}
NOBODY, MOST_OPEN = 65534, 1024
DIE_WITH_PARENT, NO_NEW_RIGHTS, SET_FILTER, IS_FILTER = 1, 38, 22, 2
LONGEST_PRINTED = 20_000


class Filter(ctypes.Structure):
    """A filter as the kernel takes it."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def give_up(limits: dict[str, int], steps: bytes) -> None:
    """Keep nothing but memory and time, both measured; OSError where the kernel refuses."""
    # what was open to load from is not needed any more
    os.closerange(3, MOST_OPEN)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    for name, most in limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
    kernel = ctypes.CDLL(None, use_errno=True)
    program = Filter(len(steps) // 8, steps)
    asked = (
        (DIE_WITH_PARENT, signal.SIGKILL, 0),
        (NO_NEW_RIGHTS, 1, 0),
        (SET_FILTER, IS_FILTER, ctypes.addressof(program)),
    )
    for what, first, second in asked:
        if kernel.prctl(what, ctypes.c_ulong(first), ctypes.c_ulong(second), 0, 0):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


class Noting:
    """Notes what goes wrong in a block, whatever it is: a script ends nothing but itself."""

    def __init__(self) -> None:
        self.problem = ""

    def __enter__(self) -> "Noting":
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        step: types.TracebackType | None,
    ) -> bool:
        """Say in which line of the script what went wrong."""
        line = 0
        while step is not None:
            if step.tb_frame.f_code.co_filename == "script":
                line = step.tb_lineno
            step = step.tb_next
        if isinstance(fault, MemoryError):
            self.problem = "memory"
        elif isinstance(fault, SyntaxError):
            self.problem = f"line {fault.lineno}: {fault.msg}"
        elif fault is not None:
            self.problem = f"line {line}: {type(fault).__name__}: {fault}"
        return True


def told(script: str, inputs: dict[str, object]) -> dict[str, object]:
    """Run a script, and return what it found, what it printed, and what went wrong."""
    printed = io.StringIO()
    names = {"inputs": inputs, "result": {}, "print": functools.partial(print, file=printed)}
    with Noting() as noting:
        exec(compile(script, "script", "exec"), names)
    result = names["result"] if isinstance(names["result"], dict) else {}
    said = printed.getvalue()[:LONGEST_PRINTED]
    return {"result": result, "printed": said, "problem": noting.problem}


def main() -> None:
    """Read what is to be run, give everything up, run it, and say what came of it."""
    time.strptime("2000", "%Y")  # loads what it needs while files can still be read
    asked = json.load(sys.stdin)
    os.environ.clear()
    steps = base64.b64decode(asked["walls"])
    try:
        give_up(asked["limits"], steps)
    except (OSError, ValueError) as refused:
        answer: dict[str, object] = {"refused": str(refused)}
    else:
        answer = told(asked["script"], asked["inputs"])
    try:
        words = json.dumps(answer)
    except (TypeError, ValueError, RecursionError):
        words = json.dumps({"problem": "plain"})
    os.write(1, words.encode())
    os._exit(0)


if __name__ == "__main__":
    main()
