"""A copy of ourselves that does one thing: started, told to end, started again."""

import os
import signal
import time

import pytest

from spoc.cli.fork import Fork

PATIENCE = 10.0


@pytest.fixture
def told():
    """Where a copy says who it is."""
    read, write = os.pipe()
    yield read, write
    os.close(read)
    os.close(write)


@pytest.fixture
def stays(told):
    """A copy that says who it is, and stays until it is told to end."""
    part = Fork("copy", lambda: (os.write(told[1], f"{os.getpid()}\n".encode()), signal.pause()))
    yield part
    part.wait(0)


def who(told):
    return int(os.read(told[0], 64).split()[0])


def test_it_is_a_process_of_its_own(stays, told):
    stays.start()

    assert who(told) != os.getpid()
    assert not stays.has_ended()


def test_told_to_stop_it_ends(stays, told):
    stays.start()
    who(told)
    stays.stop()

    began = time.monotonic()
    stays.wait(PATIENCE)

    assert stays.has_ended()
    assert time.monotonic() - began < PATIENCE


def test_what_does_not_end_by_itself_is_ended(told):
    def deaf():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.write(told[1], f"{os.getpid()}\n".encode())
        signal.pause()

    part = Fork("deaf", deaf)
    part.start()
    pid = who(told)
    part.stop()
    part.wait(0.05)

    assert part.has_ended()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_killed_it_is_known_to_have_ended_and_can_start_anew(stays, told):
    stays.start()
    first = who(told)
    os.kill(first, signal.SIGKILL)
    stays.wait(PATIENCE)
    assert stays.has_ended()

    stays.start()

    assert who(told) != first


def test_a_mistake_ends_it_with_its_trace(capfd):
    part = Fork("wrong", lambda: 1 // 0)
    part.start()
    part.wait(PATIENCE)

    assert part.has_ended()
    assert "ZeroDivisionError" in capfd.readouterr().err
