"""However it ends, it ends whole."""

import socket
import time
from http.client import HTTPConnection


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        return anywhere.getsockname()[1]


SIGN_IN = """
from django.test import Client
from spoc.people.queries import system
from spoc.people.activities import add_person
client = Client()
client.force_login(add_person("Ada Berg", by=system()))
print("session", client.cookies["sessionid"].value)
"""


def test_told_to_stop_it_ends_all_within_three_seconds_also_with_a_stream_open(
    home, up, ends, spoc
):
    with up(home, 0) as running:
        session = spoc("manage", "shell", "-c", SIGN_IN).stdout.split()[-1]
        stream = HTTPConnection("127.0.0.1", running.port, timeout=20)
        stream.request("GET", "/live?t=queue", headers={"Cookie": f"sessionid={session}"})
        answer = stream.getresponse()
        parts = running.parts()
        assert answer.status == 200

        began = time.monotonic()
        running.process.terminate()

        # less than what is granted to an answer under way: the stream was ended, not cut off
        assert ends(parts["web"], 1.9)
        assert running.process.wait(timeout=10) == 0
        assert time.monotonic() - began < 3
        assert all(ends(pid, 0) for pid in parts.values())
        assert running.process.stdout.read().splitlines()[-1:] == ["Stopped."]
        answer.read()
        stream.close()


def test_killed_it_leaves_nothing_running(home, up, ends):
    with up(home, free_port()) as running:
        parts = running.parts()
        assert {"web", "worker", "database"} <= set(parts)
        running.process.kill()

        assert all(ends(pid) for pid in parts.values())
