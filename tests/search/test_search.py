"""Finding: in both languages, only what one may see, and by the index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.people.activities import add_address, change_person, merge_people
from spoc.people.models import Team
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.search import queries
from spoc.search.queries import best, find, meant, numbers_matching

SECRET = "zirconium"


@pytest.fixture
def numbers(people):
    """Who finds which requests by some words: `numbers("Elin Sand", "etikett")`."""
    return lambda name, words: best(people[name], words, noun="request")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Skrivaren skriver tomma etiketter", "etikett"),
        ("Skrivaren skriver tomma etiketter", "skrivare"),
        ("The printers are printing blank labels", "printer label"),
        ("PACS images take minutes to open", "pac"),
        ("The archive fails with E-4711", "E-4711"),
        ("Lösenordet har gått ut", "lösenord"),
    ],
)
def test_words_are_found_in_both_languages_and_by_their_beginning(
    register_request, work, numbers, said, asked
):
    request = register_request(words=said)
    register_request(words="No sound in the headset")
    work()
    assert numbers("Elin Sand", asked) == [request.pk]


def test_what_was_merged_by_mistake_is_found_where_it_belongs_again(
    people, register_request, work, numbers
):
    source, target, elin = register_request(), register_request(words="Other."), people["Elin Sand"]
    do.note(source, by=elin, text=SECRET)
    do.merge(source, by=elin, into=target)
    work()
    assert target.pk in numbers("Elin Sand", SECRET)
    do.unmerge(source, by=elin)
    work()
    assert numbers("Elin Sand", SECRET) == [source.pk]


@pytest.mark.parametrize("asked", ["", "   ", "\x00", "...", "&|!", "'", '"', ":*&(", "zebra"])
def test_what_says_nothing_finds_nothing(register_request, work, numbers, asked):
    register_request()
    work()
    assert numbers("Elin Sand", asked) == []


def test_a_title_weighs_more_than_what_was_said_later(people, register_request, work, numbers):
    told = register_request(words="Nothing works", title="Headset silent")
    do.note(told, by=people["Elin Sand"], text="Not the wifi.")
    titled = register_request(words="It drops all day", title="Wifi drops")
    do.reply(told, by=people["Elin Sand"], text="It may be the wifi after all.")
    work()
    assert numbers("Elin Sand", "wifi") == [titled.pk, told.pk]


def test_only_what_one_may_see_is_found(register_request, work, numbers):
    own = register_request("Karin Holm", "Wifi drops in reading room A")
    other = register_request("Rune Dahl", "Wifi drops in the town hall")
    work()
    assert set(numbers("Elin Sand", "wifi")) == {own.pk, other.pk}
    assert numbers("Karin Holm", "wifi") == [own.pk]
    assert numbers("Birgitta Ahl", "wifi") == [own.pk]
    assert numbers("Åsa Ekman", "wifi") == []


def test_internal_words_are_found_by_the_desk_alone(people, register_request, work, numbers):
    request = register_request()
    do.note(request, by=people["Elin Sand"], text=f"It is {SECRET} again.")
    work()
    assert numbers("Elin Sand", SECRET) == [request.pk]
    for name in ("Karin Holm", "Birgitta Ahl", "Rune Dahl", "Åsa Ekman"):
        assert (name, numbers(name, SECRET)) == (name, [])
        assert numbers_matching(people[name], SECRET, noun="request") == set()
        assert meant(people[name], "zirconum", noun="request") is None


def test_a_restricted_request_is_found_by_its_readers(people, register_request, work, numbers):
    request = register_request(words="Wifi and a matter of staff")
    do.restrict(request, by=people["Elin Sand"], readers=[people["Elin Sand"]])
    work()
    assert numbers("Elin Sand", "wifi") == [request.pk]
    assert numbers("Daniel Okoro", "wifi") == []


def test_a_misspelt_word_is_guessed_from_titles_one_may_see(people, register_request, work):
    register_request("Rune Dahl", "Label printer prints blank")
    work()
    assert meant(people["Elin Sand"], "label printr", noun="request") == "label printer"
    assert meant(people["Karin Holm"], "label printr", noun="request") is None


@pytest.mark.parametrize(
    "words", ["karin", "radiology", "karin.holm@norrvikhospital.example", "0105554102"]
)
def test_a_person_is_found_by_name_title_and_address(people, work, words):
    work()
    found = find(people["Elin Sand"], words, noun="person")
    assert "Karin Holm" in [hit.title for hit in found]
    assert find(people["Rune Dahl"], words, noun="person") == []


def test_a_person_is_found_by_what_is_known_of_them_now(people, work):
    elin, karin = people["Elin Sand"], people["Karin Holm"]
    change_person(karin, by=elin, name="Karin Wallander")
    add_address(karin, by=elin, kind="mail", value="kw@norrvikhospital.example")
    work()
    for words in ("wallander", "kw@norrvikhospital.example"):
        assert [hit.pk for hit in find(elin, words, noun="person")] == [karin.pk]
    assert find(elin, "holm", noun="person") == []


def test_of_two_made_one_the_one_is_found(people, work):
    elin, karin, sanna = (people[name] for name in ("Elin Sand", "Karin Holm", "Sanna Kivi"))
    merge_people(sanna, by=elin, into=karin)
    work()
    assert find(elin, "sanna kivi", noun="person") == []
    by_mail = find(elin, "sanna.kivi@norrvikhospital.example", noun="person")
    assert [hit.pk for hit in by_mail] == [karin.pk]


AGE = 16_384
SAID = """
INSERT INTO search_document (noun, subject_id, is_internal, title, vector, at)
SELECT 'request', id, false, title, to_tsvector('simple', 'molybdenum')
       || array_to_tsvector(ARRAY['era:' || id / 1024, 'age:' || id / 16384]), now()
FROM requests_supportrequest ON CONFLICT DO NOTHING
"""


def number_after(number):
    """Let the next request have a number beyond this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('requests_supportrequest', 'id'), %s)", [number]
        )


@pytest.mark.parametrize("spans_back", [0, 1, 2, 5, 6, 40])
def test_a_word_is_found_however_far_back_it_was_said(register_request, work, numbers, spans_back):
    """Also beside the newest, which says it too, and where nothing else does."""
    old = register_request(words="Zirconium is missing.")
    number_after(old.pk + spans_back * AGE)
    try:
        new = register_request(words="More zirconium.")
    finally:
        number_after(old.pk)
    work()
    assert sorted(numbers("Elin Sand", "zirconium")) == [old.pk, new.pk]
    assert numbers("Elin Sand", "missing") == [old.pk]


def test_what_is_near_takes_no_room_from_what_is_further(people, register_request, monkeypatch):
    """Each look finds three, one of them what another found: of twelve all nine are different."""
    one = register_request()
    newest = one.pk + 10 * AGE
    numbers = {each - nth for each in (newest, newest - 3 * AGE, one.pk + 4) for nth in range(3)}
    copied = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
    copied = {name: value for name, value in copied.items() if name not in ("id", "queue_rank")}
    SupportRequest.objects.bulk_create(SupportRequest(pk=pk, **copied) for pk in numbers)
    with connection.cursor() as cursor:
        cursor.execute(SAID)
    monkeypatch.setattr(queries, "NEWEST", 12)
    assert numbers_matching(people["Elin Sand"], "molybdenum", noun="request") == numbers


# the statement looks into the index of words for each part of it, nearer and further back
PARTS = 6
FILL = """
INSERT INTO search_document (noun, subject_id, is_internal, title, vector, at)
SELECT 'request', id, inner_words, title, to_tsvector('simple', 'filler word' || id), now()
FROM requests_supportrequest, (VALUES (true), (false)) AS both_sorts (inner_words)
ON CONFLICT DO NOTHING
"""


@pytest.fixture
def many_requests(people, register_request, work):
    """One request that is found, among so many that reading all of them would be dear."""
    one = register_request()
    work()
    copied = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
    copied = {name: value for name, value in copied.items() if name not in ("id", "queue_rank")}
    copied["team_id"] = Team.objects.get(key="applications").pk
    SupportRequest.objects.bulk_create(SupportRequest(**copied) for _ in range(3000))
    with connection.cursor() as cursor:
        cursor.execute(FILL)
        # what was just written waits in the index's own list, which makes the index look dear
        cursor.execute("SELECT gin_clean_pending_list('document_words')")
        cursor.execute("ANALYZE search_document, requests_supportrequest")
    return one


def test_the_index_of_words_is_used_for_public_and_for_inner_words(people, many_requests):
    for name in ("Elin Sand", "Maja Lindqvist"):
        with CaptureQueriesContext(connection) as asked:
            best(people[name], "images", noun="request")
        statement = next(each["sql"] for each in asked if "websearch_to_tsquery" in each["sql"])
        with connection.cursor() as cursor:
            # a table of a few thousand short rows may be read whole: ask what serves a large one
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {statement}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert plan.count("Bitmap Index Scan on document_words") == PARTS, name


def test_a_word_that_stands_everywhere_does_not_hide_what_one_may_see(people, many_requests):
    """The newest hits are others' here: what is one's own is still found."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_document SET vector = vector || 'everywhere'::tsvector")
    SupportRequest.objects.exclude(pk=many_requests.pk).update(
        requester=people["Rune Dahl"], organisation=people["Rune Dahl"].organisation
    )
    for find_all in (best, numbers_matching):
        found = find_all(people["Karin Holm"], "everywhere", noun="request")
        assert set(found) == {many_requests.pk}
