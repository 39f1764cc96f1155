"""R16: two requests were one; undoing it; and one that was two."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.records.activities import Upload, attach, watch
from spoc.records.queries import attachments_of, links_of, watchers_of
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.work.queries import minutes_of


@pytest.fixture
def pair(people, at_status, register_request, work):
    """Two requests of Karin Holm; the second, older one has everything a request can have."""
    with at(now() - timedelta(hours=2)):
        source = at_status("pending")
    target = register_request(words="Still no images.")
    work()
    elin = people["Elin Sand"]
    do.log_call(source, by=elin, text="We talked.", minutes=7)
    attach(source, by=elin, upload=Upload("a.txt", "text/plain", b"a"))
    watch(source, by=system(), person=people["Sanna Kivi"], is_copied=True)
    do.keep_draft(source, by=elin, kind="reply", text="Dear")
    return source, target


def of(request):
    """What belongs to a request."""
    return {
        "said": request.entries.count(),
        "letters": Letter.objects.filter(noun="request", subject_id=request.pk).count(),
        "files": attachments_of(request).count(),
        "watchers": watchers_of(request).count(),
        "minutes": minutes_of(request),
        "drafts": request.drafts.count(),
        "contacts": request.contact_count,
    }


def test_all_of_one_goes_on_in_the_other(people, pair):
    source, target = pair
    before = {key: of(source)[key] + of(target)[key] for key in of(source)}
    do.merge(source, by=people["Elin Sand"], into=target)
    source.refresh_from_db()
    target.refresh_from_db()
    assert of(target) == before
    assert (source.status, source.merged_into) == ("merged", target)
    assert (source.pending_reason, source.wake_at) == ("", None)
    assert target.clock_anchor_at == source.created_at, "the clock began with the earlier one"


def test_both_tell_of_it(people, pair):
    source, target = pair
    do.merge(source, by=people["Elin Sand"], into=target)
    assert story(source).last().particulars.values["into"] == target.reference
    assert story(target).last().particulars.values["other"] == source.reference


def test_a_merge_is_undone_as_if_it_had_not_been(people, pair):
    source, target = pair
    before = of(source), of(target)
    status, wake_at, anchor = source.status, source.wake_at, target.clock_anchor_at
    do.merge(source, by=people["Elin Sand"], into=target)
    do.unmerge(source, by=people["Elin Sand"])
    source.refresh_from_db()
    target.refresh_from_db()
    assert (of(source), of(target)) == before
    assert (source.status, source.wake_at, source.merged_into) == (status, wake_at, None)
    assert target.clock_anchor_at == anchor


def test_undoing_one_merge_leaves_the_clock_of_another(people, pair, register_request):
    first, target = pair
    with at(now() - timedelta(hours=5)):
        second = register_request(words="No images, third time.")
    elin = people["Elin Sand"]
    do.merge(first, by=elin, into=target)
    do.merge(second, by=elin, into=target)
    do.unmerge(first, by=elin)
    target.refresh_from_db()
    assert target.clock_anchor_at == second.clock_anchor_at
    do.unmerge(second, by=elin)
    target.refresh_from_db()
    assert target.clock_anchor_at == target.created_at


def test_what_was_said_after_the_merge_stays_where_it_was_said(people, pair):
    source, target = pair
    said = source.entries.count()
    do.merge(source, by=people["Elin Sand"], into=target)
    do.hear(target, by=people["Karin Holm"], channel="portal", words=Words("And now?"))
    do.unmerge(source, by=people["Elin Sand"])
    assert source.entries.count() == said
    assert target.entries.last().text == "And now?"


def test_who_wrote_in_both_keeps_both_drafts(people, pair):
    source, target = pair
    do.keep_draft(target, by=people["Elin Sand"], kind="reply", text="Hello")
    do.merge(source, by=people["Elin Sand"], into=target)
    text = target.drafts.get().text
    assert "Hello" in text
    assert "Dear" in text


def test_who_watched_both_watches_once(people, pair):
    source, target = pair
    watch(target, by=system(), person=people["Sanna Kivi"])
    do.merge(source, by=people["Elin Sand"], into=target)
    assert watchers_of(target).count() == 1


def test_a_merge_into_itself_a_stranger_or_the_past_is_refused(people, at_status, register_request):
    elin, request = people["Elin Sand"], register_request()
    others = [request, register_request("Sanna Kivi"), at_status("closed"), at_status("merged")]
    for other in others:
        with pytest.raises(NotPossible):
            do.merge(request, by=elin, into=other)
    request.refresh_from_db()
    assert request.status == "new"


def test_who_cannot_work_on_both_merges_neither(people, pair):
    source, target = pair
    for name in ("Karin Holm", "Maja Lindqvist"):
        with pytest.raises(NotAllowed):
            do.merge(source, by=people[name], into=target)
    do.merge(source, by=people["Elin Sand"], into=target)
    with pytest.raises(NotAllowed):
        do.unmerge(source, by=people["Karin Holm"])


def test_a_merge_is_undone_only_while_the_other_is_open(people, pair, solved, found):
    source, target = pair
    elin = people["Elin Sand"]
    do.merge(source, by=elin, into=target)
    do.cancel(target, by=elin, reason="withdrawn")
    with pytest.raises(NotPossible):
        do.unmerge(source, by=elin)


def test_what_was_begun_again_while_it_was_merged_stays(people, pair):
    source, target = pair
    elin, sanna = people["Elin Sand"], people["Sanna Kivi"]
    do.merge(source, by=elin, into=target)
    watch(source, by=elin, person=sanna)
    do.keep_draft(source, by=elin, kind="reply", text="Dear Karin")
    do.unmerge(source, by=elin)
    assert [each.person for each in watchers_of(source)] == [sanna]
    assert source.drafts.get().text == "Dear Karin"


def test_what_few_may_read_is_not_merged_before_the_eyes_of_others(people, register_request):
    elin, sofia = people["Elin Sand"], people["Sofia Berg"]
    source, target = register_request(), register_request(words="Still no images.")
    do.restrict(source, by=elin, readers=[elin])
    with pytest.raises(NotPossible):
        do.merge(source, by=elin, into=target)
    do.restrict(target, by=elin, readers=[elin, sofia])
    with pytest.raises(NotPossible):
        do.merge(source, by=elin, into=target)
    do.restrict(target, by=elin, readers=[elin])
    do.merge(source, by=elin, into=target)
    assert source.status == "merged"


def test_what_is_made_of_a_restricted_request_is_as_restricted(people, register_request):
    request, elin = register_request(), people["Elin Sand"]
    do.restrict(request, by=elin, readers=[elin])
    new = do.split(request, by=elin, entry=request.entries.get())
    assert new.is_restricted
    assert [reader.person for reader in new.readers.all()] == [elin]
    assert "request.restricted" in [fact.kind for fact in story(new)]


def test_nobody_speaks_in_a_merged_request(people, pair):
    source, target = pair
    do.merge(source, by=people["Elin Sand"], into=target)
    with pytest.raises(NotPossible):
        do.hear(source, by=people["Karin Holm"], channel="api", words=Words("Hello?"))


def test_what_was_not_merged_is_not_taken_apart(people, register_request):
    with pytest.raises(NotPossible):
        do.unmerge(register_request(), by=people["Elin Sand"])


def test_a_message_becomes_a_request_of_its_own(people, register_request):
    request = register_request()
    do.hear(request, by=people["Karin Holm"], channel="portal", words=Words("Also: a new screen."))
    new = do.split(request, by=people["Elin Sand"], entry=request.entries.last(), title="Screen")
    assert (new.requester, new.title, new.status) == (request.requester, "Screen", "new")
    assert new.entries.get().text == "Also: a new screen."
    assert request.entries.count() == 2, "it stays where it was said, too"
    (link,) = links_of(new, people["Elin Sand"])
    assert (link.relation, link.pk) == ("raised_from", request.pk)
    assert story(request).last().kind == "request.split"


def test_only_a_message_of_the_requester_in_this_request_is_split_off(people, register_request):
    request, elin = register_request(), people["Elin Sand"]
    answer = do.reply(request, by=elin, text="Looking.")
    note = do.note(request, by=elin, text="Hm.")
    foreign = register_request("Sanna Kivi").entries.get()
    for entry in (answer, note, foreign):
        with pytest.raises(NotPossible):
            do.split(request, by=elin, entry=entry)
    with pytest.raises(NotAllowed):
        do.split(request, by=people["Karin Holm"], entry=request.entries.first())
