import pytest

from spoc.ui.topics import sign, verify


def test_a_topic_signed_for_a_person_is_theirs():
    assert verify(sign("request-48213", 7), 7) == "request-48213"


def test_a_topic_signed_for_another_is_not():
    assert verify(sign("request-48213", 7), 8) is None


@pytest.mark.parametrize("signed", ["", "queue", "queue:", "queue:wrong", ":"])
def test_a_topic_nobody_signed_is_nobody_s(signed):
    assert verify(signed, 7) is None


def test_another_topic_under_the_same_signature_is_refused():
    signature = sign("request-1", 7).partition(":")[2]

    assert verify(f"request-2:{signature}", 7) is None
