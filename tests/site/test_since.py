"""A page says since when it was made, so that its stream begins there."""

import time

import pytest
from django.test import RequestFactory

from spoc.site.asgi import dated
from spoc.ui.live import BEGAN


@pytest.mark.django_db
def test_every_call_is_dated_before_anything_is_read_for_it():
    before = time.time_ns() // 1_000_000
    environ = RequestFactory()._base_environ(PATH_INFO="/health/live")

    answer = dated(environ, lambda *_said: None)

    assert answer.status_code == 200
    assert before <= int(environ[BEGAN]) <= time.time_ns() // 1_000_000


def test_a_page_carries_the_moment_it_began_to_its_stream(client_of):
    page = client_of("Elin Sand").get("/people", **{BEGAN: "1790000000000"}).content.decode()

    assert 'src="/live" since="1790000000000"' in page
