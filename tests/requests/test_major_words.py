"""One update reaches everybody affected, each in their own thread, exactly once."""

import pytest
from tests.floor.majors import BACK, SAID

from spoc.channels.models import Letter
from spoc.kit.errors import NotPossible
from spoc.requests import activities as do
from spoc.requests import jobs
from spoc.requests.activities.major import Word
from spoc.requests.models import Entry, MajorDelivery, MajorUpdate, SupportRequest


@pytest.fixture
def affected(people, declared, incident, work):
    """A major incident with requests of three people below it."""
    major = declared().support_request
    names = ("Sanna Kivi", "Oskar Nyman", "Karin Holm")
    below = [incident(name) for name in names]
    for each in below:
        do.link_to_major(each, by=people["Elin Sand"], major=major)
    work()
    return major, below


def said(request, words=SAID):
    return Entry.objects.filter(support_request=request, text__in=words.values()).count()


def give(people, major, words=SAID):
    do.update_major(major, by=people["Sofia Berg"], word=Word(public=words))


def test_an_update_reaches_each_in_their_own_thread_once(people, affected, work):
    major, below = affected
    give(people, major)
    assert MajorDelivery.objects.filter(state="waiting").count() == 4
    work()
    update = MajorUpdate.objects.get()
    for _again in range(2):
        jobs.tell_affected.func(update=update.pk)
    assert [said(each) for each in (major, *below)] == [1, 1, 1, 1]
    letters = Letter.objects.filter(text__contains=SAID["en"])
    assert {letter.subject_id for letter in letters} <= {each.pk for each in (major, *below)}


def test_it_goes_on_where_it_stopped(people, affected, work, monkeypatch):
    major, below = affected
    monkeypatch.setattr(jobs, "TOLD_AT_ONCE", 1)
    give(people, major)
    done = work()
    assert done.count("requests.jobs.tell_affected") == 4
    assert [said(each) for each in (major, *below)] == [1, 1, 1, 1]


def test_each_reads_it_in_their_own_language(people, affected, work):
    major, below = affected
    SupportRequest.objects.filter(pk=below[0].pk).update(language="sv")
    SupportRequest.objects.filter(pk=below[1].pk).update(language="en")
    give(people, major)
    work()
    assert below[0].entries.last().text == SAID["sv"]
    assert below[1].entries.last().text == SAID["en"]


def test_a_restricted_one_is_told_by_the_system_and_stays_hidden(people, affected, work):
    major, below = affected
    do.restrict(below[0], by=people["Elin Sand"], readers=[people["Elin Sand"]])
    give(people, major)
    work()
    assert below[0].entries.last().author.kind == "system"
    assert below[1].entries.last().author == people["Sofia Berg"]


def test_two_that_were_merged_are_told_once(people, affected, incident, work):
    major, below = affected
    other = incident("Karin Holm")
    do.merge(below[2], by=people["Elin Sand"], into=other)
    give(people, major)
    work()
    assert said(other) == 1
    do.link_to_major(other, by=people["Elin Sand"], major=major)
    give(people, major)
    work()
    assert said(other) == 2


def test_a_major_incident_is_not_merged_away(people, affected, incident):
    major, _below = affected
    with pytest.raises(NotPossible):
        do.merge(major, by=people["Sofia Berg"], into=incident("Karin Holm"))


def test_restoring_resolves_all_with_the_same_words(people, affected, restored, work):
    major, below = affected
    restored(major)
    work()
    for each in (major, *below):
        each.refresh_from_db()
        assert (each.status, each.closure_code) == ("resolved", "solved")
        assert each.resolution in BACK.values()
        assert said(each, BACK) == 1


def test_what_cannot_be_resolved_is_told_and_listed_with_the_reason(
    people, affected, restored, found, work
):
    major, below = affected
    question = found("information", reason="It is a question.")
    do.classify(below[0], by=people["Elin Sand"], classification=question)
    restored(major)
    work()
    delivery = MajorDelivery.objects.get(support_request=below[0])
    assert (delivery.state, said(below[0], BACK)) == ("told", 1)
    assert "guide" in delivery.reason
    own = MajorDelivery.objects.get(support_request=major)
    assert own.state == "told", "what is below it is not all resolved"
    below[1].refresh_from_db()
    assert below[1].status == "resolved"


def test_a_new_one_is_classified_as_its_major_incident_when_it_is_restored(
    people, declared, register_request, restored, work
):
    major = declared().support_request
    new = register_request("Sanna Kivi")
    do.link_to_major(new, by=people["Elin Sand"], major=major)
    restored(major)
    work()
    new.refresh_from_db()
    assert (new.status, new.service_id, new.type) == ("resolved", major.service_id, "incident")


def test_having_it_too_makes_one_linked_request_and_no_second_one(people, declared):
    major = declared().support_request
    sanna = people["Sanna Kivi"]
    mine = do.have_too(sanna, by=sanna, number=major.pk)
    assert do.have_too(sanna, by=sanna, number=major.pk) == mine
    mine.refresh_from_db()
    assert (mine.requester, mine.status, mine.service_id) == (
        sanna,
        "classified",
        major.service_id,
    )


def test_having_it_too_takes_what_was_asked_already(people, declared, incident):
    major, mine = declared().support_request, incident("Sanna Kivi")
    sanna = people["Sanna Kivi"]
    assert do.have_too(sanna, by=sanna, number=major.pk) == mine


def test_whom_it_does_not_concern_cannot_have_it_too(people, declared):
    major, rune = declared().support_request, people["Rune Dahl"]
    before = SupportRequest.objects.count()
    with pytest.raises(NotPossible):
        do.have_too(rune, by=rune, number=major.pk)
    assert SupportRequest.objects.count() == before
