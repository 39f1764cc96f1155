"""Links, files and watchers on any record."""

from hashlib import sha256

import pytest

from spoc.audit.queries import story
from spoc.kit import store
from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.store import TooLarge
from spoc.people.queries import system
from spoc.records.activities import Upload, attach, link, unlink, unwatch, watch
from spoc.records.models import Attachment, Link
from spoc.records.queries import attachments_of, links_of, missing_files, watched, watchers_of
from spoc.records.rules import BY_INVERSE, INVERSES, RELATIONS, is_shown_inline, stored
from spoc.requests import access
from spoc.requests import activities as do

# as the specification names them, from either end
PAIRS = """
duplicate_of has_duplicate, related_to related_to, parent_of child_of, caused_by causes,
resolved_by resolves, follow_up_of followed_up_by, workaround_for has_workaround,
affects affected_by, raised_from raised, handed_to handed_from, documented_by documents,
implements implemented_by, evidence_for has_evidence, supersedes superseded_by
"""


def test_relations_read_from_either_end():
    expected = dict(pair.split() for pair in PAIRS.replace("\n", " ").split(","))
    assert {each.key: each.inverse for each in RELATIONS} == expected
    assert len(BY_INVERSE) == len(INVERSES)


@pytest.mark.parametrize("relation", [r.key for r in RELATIONS] + [r.inverse for r in RELATIONS])
def test_a_link_is_kept_once_and_told_by_both(people, register_request, relation):
    one, other, elin = register_request(), register_request(), people["Elin Sand"]
    for _each in range(2):
        link(one, by=elin, relation=relation, other=other)
    assert Link.objects.count() == 1
    key, turned = stored(relation)
    inverse = key if turned else INVERSES[key]
    assert [(each.relation, each.pk) for each in links_of(one, elin)] == [(relation, other.pk)]
    assert [(each.relation, each.pk) for each in links_of(other, elin)] == [(inverse, one.pk)]
    for request in (one, other):
        assert [fact.kind for fact in story(request)].count("link.made") == 1


def test_what_is_told_of_a_link_names_the_other_record_without_its_title(people, register_request):
    one, other = register_request(words="A talk about pay."), register_request()
    link(one, by=people["Elin Sand"], relation="related_to", other=other)
    values = story(other).get(kind="link.made").particulars.values
    assert values["other"] == one.reference


def test_a_record_is_not_linked_to_itself(people, register_request):
    request = register_request()
    with pytest.raises(NotPossible):
        link(request, by=people["Elin Sand"], relation="related_to", other=request)


def test_links_to_what_one_may_not_see_are_not_shown(people, register_request):
    mine, theirs = register_request(), register_request("Oskar Nyman")
    link(mine, by=people["Elin Sand"], relation="related_to", other=theirs)
    assert links_of(mine, people["Karin Holm"]) == []
    assert [each.pk for each in links_of(mine, people["Elin Sand"])] == [theirs.pk]


@pytest.mark.parametrize("turned", [False, True])
def test_a_link_is_removed_from_either_end_and_told_by_both(people, register_request, turned):
    one, other = register_request(), register_request()
    made = link(one, by=people["Elin Sand"], relation="caused_by", other=other)
    unlink(other if turned else one, by=people["Elin Sand"], link_id=made.pk)
    assert not Link.objects.exists()
    told = {(one.pk, "caused_by", other.reference), (other.pk, "causes", one.reference)}
    facts = [story(each).get(kind="link.removed") for each in (one, other)]
    values = [(fact.subject_id, fact.particulars.values) for fact in facts]
    assert {(pk, each["relation"], each["other"]) for pk, each in values} == told


def test_a_link_is_removed_from_no_other_record(people, register_request):
    one, other, third = (register_request() for _each in range(3))
    made = link(one, by=people["Elin Sand"], relation="related_to", other=other)
    for subject, number in ((third, made.pk), (one, made.pk + 1)):
        with pytest.raises(NotFound):
            unlink(subject, by=people["Elin Sand"], link_id=number)
    assert Link.objects.exists()


def test_a_link_to_what_one_may_not_see_is_not_there_to_be_removed(people, register_request):
    one, hidden = register_request(), register_request()
    made = link(one, by=people["Elin Sand"], relation="related_to", other=hidden)
    do.restrict(hidden, by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    with pytest.raises(NotFound):
        unlink(one, by=people["Elin Sand"], link_id=made.pk)
    assert Link.objects.exists()
    unlink(one, by=people["Sofia Berg"], link_id=made.pk)
    assert not Link.objects.exists()


def test_a_file_is_kept_under_its_content(people, register_request):
    request = register_request()
    for name in ("a.txt", "b.txt"):
        attach(request, by=people["Elin Sand"], upload=Upload(name, "text/plain", b"x"))
    one, other = attachments_of(request)
    assert (one.digest, one.size) == (other.digest, 1)
    with store.open(one.digest) as kept:
        assert kept.read() == b"x"
    assert missing_files(store.exists) == 0
    assert missing_files(lambda digest: False) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\secret.txt", "C:_secret.txt"),
        ("a\r\nb.txt", "a b.txt"),
        ("", "file"),
        ("\x00", "file"),
    ],
)
def test_a_file_name_is_only_a_name(people, register_request, given, kept):
    file = attach(register_request(), by=people["Elin Sand"], upload=Upload(given, "", b"x"))
    assert (file.filename, file.content_type) == (kept, "application/octet-stream")


def test_a_file_over_the_limit_leaves_nothing(people, register_request, settings):
    settings.SPOC_ATTACHMENT_LIMIT = 10
    # other tests keep files in the same store: these bytes are this test's own
    request, large = register_request(), b"too large to keep, and never kept elsewhere"
    with pytest.raises(TooLarge):
        attach(request, by=people["Elin Sand"], upload=Upload("big", "text/plain", large))
    assert not Attachment.objects.exists()
    assert sha256(large).hexdigest() not in set(store.digests())


@pytest.mark.parametrize(
    ("content_type", "shown"),
    [("image/png", True), ("image/svg+xml", False), ("text/html", False), ("IMAGE/PNG", False)],
)
def test_only_pictures_without_script_are_shown_in_place(content_type, shown):
    assert is_shown_inline(content_type) is shown


def test_somebody_follows_and_follows_no_longer(people, register_request):
    request, sanna = register_request(), people["Sanna Kivi"]
    watch(request, by=system(), person=sanna)
    watch(request, by=system(), person=sanna, is_copied=True)
    assert [(w.person, w.is_copied) for w in watchers_of(request)] == [(sanna, True)]
    assert watched("request", sanna).get().subject_id == request.pk
    unwatch(request, by=sanna, person=sanna)
    unwatch(request, by=sanna, person=sanna)
    told = ["watch.begun", "watch.changed", "watch.ended"]
    assert [fact.kind for fact in story(request)][-3:] == told, "to be copied is to be let in"


def test_who_is_copied_stays_copied_when_they_watch(people, register_request):
    request, sanna = register_request(), people["Sanna Kivi"]
    watch(request, by=people["Elin Sand"], person=sanna, is_copied=True)
    facts = story(request).count()
    assert watch(request, by=sanna, person=sanna).is_copied
    assert access.is_party(sanna, request)
    assert story(request).count() == facts
    unwatch(request, by=sanna, person=sanna)
    assert not watch(request, by=people["Elin Sand"], person=sanna).is_copied


def test_a_parent_has_its_children(people, at_status, register_request):
    parent, child = register_request(), register_request()
    link(child, by=people["Elin Sand"], relation="child_of", other=parent)
    assert Link.objects.get().relation == "parent_of"
    assert Link.objects.get().from_id == parent.pk
    do.cancel(child, by=people["Elin Sand"], reason="test")
