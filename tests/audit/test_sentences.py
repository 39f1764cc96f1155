"""Every fact is read as a sentence, in the reader's language."""

import string

import pytest

from spoc.audit.activities import declare, kinds, sentence
from spoc.audit.activities.declare import _labels
from spoc.audit.activities.seal import seal as seal_now
from spoc.audit.models import Seal
from spoc.audit.queries import story


def test_codes_are_read_by_their_words():
    told = sentence("request.classified", {"by": "Elin Sand", "type": "new_service"})
    assert told == "Elin Sand classified it as New service"


def test_what_was_erased_is_said_to_be():
    assert "(erased)" in sentence("request.cancelled", {"by": "Elin Sand"})


def test_two_apps_cannot_declare_one_fact():
    with pytest.raises(TypeError, match="two apps"):
        declare(request__registered="x")


def test_a_sentence_reads_its_codes_by_a_table_that_exists():
    for kind, template in kinds().items():
        for _words, _name, table, _conversion in string.Formatter().parse(template):
            assert not table or table in _labels, f"{kind} asks for the words of {table!r}"


def test_a_story_is_told_in_the_order_it_happened(register_request, people):
    told = [(fact.kind, fact.by.name) for fact in story(register_request())]
    assert told[0] == ("request.registered", "Karin Holm")


def test_facts_are_sealed_by_a_job_every_hour(run_job, people):
    run_job("audit.jobs.seal", timestamp=0)
    assert Seal.objects.count() == 1
    assert seal_now() is None
