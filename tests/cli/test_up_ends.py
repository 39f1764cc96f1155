"""However it ends, it ends whole."""

import socket
import time


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        return anywhere.getsockname()[1]


def test_told_to_stop_it_ends_all_within_three_seconds(home, up, ends):
    with up(home, free_port()) as running:
        parts = running.parts()
        began = time.monotonic()
        running.process.terminate()

        assert running.process.wait(timeout=10) == 0
        assert time.monotonic() - began < 3
        assert all(ends(pid, 0) for pid in parts.values())


def test_killed_it_leaves_nothing_running(home, up, ends):
    with up(home, free_port()) as running:
        parts = running.parts()
        running.process.kill()

        assert all(ends(pid) for pid in parts.values())
