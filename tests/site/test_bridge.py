"""What a page returns is sent as it is: whole at once, or in its parts, and it is ended."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from wsgiref.headers import Headers

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from spoc.site.bridge import Bridge

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/på väg",
    "query_string": b"a=1",
    "http_version": "1.1",
    "headers": [(b"host", b"localhost"), (b"content-length", b"5")],
}


def asked(app, given=b"words"):
    """Ask an application once; return the messages the server gets."""
    said = []

    async def receive():
        return {"type": "http.request", "body": given, "more_body": False}

    async def send(message):
        said.append(message)

    # in a thread of its own: a browser that was tried before keeps a loop in this one
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, Bridge(app, workers=1)(SCOPE, receive, send)).result()
    return said


def answering(page, ended):
    """An application that answers with a page, as Django does."""
    page.close = lambda: ended.append(page)

    def app(environ, start_response):
        start_response("201 Created", [("X-Path", environ["PATH_INFO"]), ("Vary", "Cookie")])
        return page

    return app


def test_a_page_that_is_whole_is_sent_in_one_piece():
    ended = []
    begun, body = asked(answering(HttpResponse("Hej på dig"), ended))
    assert begun["status"] == 201
    headers = Headers([(name.decode(), value.decode("latin1")) for name, value in begun["headers"]])
    assert headers["x-path"].encode("latin1").decode() == "/på väg"
    assert headers["vary"] == "Cookie"
    assert body["body"].decode() == "Hej på dig"
    assert not body.get("more_body")
    assert len(ended) == 1


def test_one_that_is_made_while_it_is_sent_comes_in_its_parts():
    ended = []
    parts = (part for part in (b"one", b"two"))
    begun, *bodies = asked(answering(StreamingHttpResponse(parts), ended))
    assert begun["status"] == 201
    assert [each["body"] for each in bodies] == [b"one", b"two", b""]
    assert [each.get("more_body", False) for each in bodies] == [True, True, False]
    assert len(ended) == 1


def test_what_was_given_along_is_read():
    def app(environ, start_response):
        start_response("200 OK", [])
        return HttpResponse(environ["wsgi.input"].read())

    assert asked(app, b"given")[1]["body"] == b"given"


def test_a_fault_reaches_the_server():
    def app(environ, start_response):
        raise RuntimeError("the page fell")

    with pytest.raises(RuntimeError, match="the page fell"):
        asked(app)


def test_a_fault_amid_the_parts_reaches_the_server_and_ends_the_page():
    ended = []

    def parts():
        yield b"one"
        raise RuntimeError("fell amid")

    with pytest.raises(RuntimeError, match="fell amid"):
        asked(answering(StreamingHttpResponse(parts()), ended))
    assert len(ended) == 1


def test_a_cookie_is_written_without_the_space_django_puts_before_it():
    page = HttpResponse("in")
    page.set_cookie("session", "kept")

    def app(environ, start_response):
        cookies = [("Set-Cookie", each.output(header="")) for each in page.cookies.values()]
        start_response("200 OK", cookies)
        return page

    begun, _body = asked(app)
    assert begun["headers"] == [(b"set-cookie", b"session=kept; Path=/")]


def test_where_the_visitor_cannot_be_written_to_the_page_is_ended_all_the_same():
    ended = []

    async def given():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def refused(message):
        raise RuntimeError("gone")

    app = answering(StreamingHttpResponse(iter([b"one", b"two"])), ended)
    with ThreadPoolExecutor(1) as thread, pytest.raises(RuntimeError, match="gone"):
        thread.submit(asyncio.run, Bridge(app, workers=1)(SCOPE, given, refused)).result()
    assert len(ended) == 1
