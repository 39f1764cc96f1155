"""What is sent to addresses others chose: nothing of our own network is reached, on no hop."""

import socket
import threading
from urllib.parse import urlsplit

import pytest

from spoc.kit.outward import MOST_READ, Closed, may_be_called, placed, reachable, send

INSIDE = [
    *("127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255"),
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16"),
    *("192.0.0.192", "198.18.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "fc00::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1"),
]
OUTSIDE = ["9.9.9.9", "172.32.0.1", "100.128.0.1", "::ffff:9.9.9.9", "2a00:1450:400f::1"]


@pytest.mark.parametrize("machine", INSIDE)
def test_no_machine_of_our_own_network_is_called(machine):
    assert not may_be_called(machine)


@pytest.mark.parametrize("machine", OUTSIDE)
def test_machines_of_the_open_network_are_called(machine):
    assert may_be_called(machine)


def _as_written(host, port, **_more):
    """Return what the system says of a plain address."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]


def test_a_network_that_is_allowed_is_called_and_no_other(settings):
    settings.SPOC_OUTWARD_ALLOWED = ["10.1.0.0/16"]
    called = [may_be_called(each) for each in ("10.1.2.3", "::ffff:10.1.2.3", "10.2.0.1")]
    assert called == [True, True, False]


@pytest.mark.parametrize(
    "address",
    [
        *("", "hook", "ftp://example.org/", "file:///etc/passwd", "http://", "//example.org/x"),
        *("http://a b.example/", "https://example.org/\r\nX: y", "http://[::1", "http://x:99999/"),
        *("http://name:word@example.org/", "http://example.org:x/", "javascript:alert(1)"),
    ],
)
def test_what_is_no_whole_address_is_refused_in_words(address):
    with pytest.raises(Closed, match=r"[a-z]\.$"):
        placed(address)


@pytest.mark.parametrize("known", [["10.0.0.1"], ["9.9.9.9", "127.0.0.1"], ["::ffff:7f00:1"]])
def test_a_name_with_any_machine_of_ours_is_not_called(monkeypatch, known):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in known]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: found)
    with pytest.raises(Closed, match="not called from here"):
        reachable(placed("https://innocent.example/"))


def test_the_name_is_resolved_once_and_the_machine_that_was_checked_is_called(
    monkeypatch, listener, settings
):
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.1/32"]
    answers = iter(["127.0.0.1", "10.0.0.1"])
    port = placed(listener.address).port

    def changing(*_asked, **_more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    answered = send(f"http://rebinding.example:{port}/x", b"{}", {})
    path, headers, _body = listener.got[0]
    assert (answered.status, path, headers["host"]) == (204, "/x", f"rebinding.example:{port}")
    assert next(answers) == "10.0.0.1"


@pytest.mark.parametrize("further", ["http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "ftp://x/"])
def test_a_redirect_to_our_own_network_is_not_followed(listener, monkeypatch, further):
    # plain addresses stand for themselves; the guard of the tests would not let them be asked for
    monkeypatch.setattr(socket, "getaddrinfo", _as_written)
    listener.answers.append((307, {"Location": further}, b""))
    with pytest.raises(Closed):
        send(listener.address, b"{}", {})


def test_a_redirect_is_followed_with_the_same_body(listener):
    listener.answers.append((308, {"Location": "/moved?x=1"}, b""))
    assert send(listener.address, b"{1}", {"X": "y"}).status == 204
    assert [(path, body) for path, _headers, body in listener.got][1] == ("/moved?x=1", b"{1}")


def test_what_would_turn_it_into_another_question_is_not_followed(listener):
    listener.answers.append((302, {"Location": "/elsewhere"}, b""))
    assert send(listener.address, b"{}", {}).status == 302
    assert len(listener.got) == 1


def test_a_ring_of_redirects_ends(listener):
    listener.answers += [(307, {"Location": "/hook"}, b"")] * 9
    with pytest.raises(Closed, match="too often"):
        send(listener.address, b"{}", {})
    assert len(listener.got) == 4


def test_an_endless_answer_is_read_only_so_far(listener):
    listener.answers.append((200, {}, b"x" * (MOST_READ * 3)))
    assert len(send(listener.address, b"{}", {}).words) == MOST_READ


def test_what_does_not_speak_http_is_refused_in_words(settings):
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def say() -> None:
            client, _from = server.accept()
            with client:
                client.recv(9999)
                client.sendall(b"SSH-2.0-x\r\n\r\n")

        threading.Thread(target=say, daemon=True).start()
        with pytest.raises(Closed, match="HTTP"):
            send(f"http://127.0.0.1:{server.getsockname()[1]}/", b"", {})


def test_what_takes_too_long_in_all_is_hung_up_on(monkeypatch, settings):
    monkeypatch.setattr("spoc.kit.outward.ALL_SECONDS", 0.2)
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(OSError):
        send(f"http://127.0.0.1:{server.getsockname()[1]}/", b"", {})


def test_what_answers_drop_by_drop_is_hung_up_on(monkeypatch, settings):
    monkeypatch.setattr("spoc.kit.outward.ALL_SECONDS", 0.3)
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    over = threading.Event()

    def drip(server: socket.socket) -> None:
        client, _from = server.accept()
        with client:
            while not over.wait(0.05):
                client.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=[server], daemon=True).start()
        with pytest.raises(OSError):
            send(f"http://127.0.0.1:{server.getsockname()[1]}/", b"", {})
        over.set()


def test_what_lets_us_in_at_one_machine_is_not_sent_on_to_another(listener, monkeypatch):
    port = urlsplit(listener.address).port
    monkeypatch.setattr(socket, "getaddrinfo", _as_here)
    elsewhere = f"http://elsewhere.example:{port}/hook"
    listener.answers += [(307, {"Location": "/moved"}, b""), (307, {"Location": elsewhere}, b"")]
    send(listener.address, b"{}", {"Authorization": "Bearer secret", "X-Kept": "yes"})
    keys = [headers.get("authorization", "") for _path, headers, _body in listener.got]
    assert keys == ["Bearer secret", "Bearer secret", ""]
    assert listener.got[-1][1]["x-kept"] == "yes"


def _as_here(host, port, **_more):
    """Return this machine, whatever it is called."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
