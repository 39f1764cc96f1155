"""Facts are only ever added, whoever asks; what is altered behind their back shows."""

import pytest
from django.db import IntegrityError, connection, transaction

from spoc.audit.activities import seal
from spoc.audit.models import Fact, Particulars
from spoc.audit.queries import broken_links, broken_seals, story
from spoc.people.activities import change_person


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def karin(people):
    """Somebody with a story of several facts, all written in full."""
    person = people["Karin Holm"]
    for title in ("Consultant", "Head consultant", "Professor"):
        change_person(person, by=people["Elin Sand"], title=title)
    run("SET CONSTRAINTS ALL IMMEDIATE")
    return person


@pytest.fixture
def unguarded(karin):
    """The owner of the tables takes the guards away, which nothing can prevent."""
    for table in ("audit_fact", "audit_particulars", "audit_seal"):
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_fact SET kind = 'person.merged'",
        "UPDATE audit_fact SET at = now()",
        "DELETE FROM audit_fact",
        "TRUNCATE audit_fact CASCADE",
        "INSERT INTO audit_fact SELECT * FROM audit_fact LIMIT 1"
        " ON CONFLICT (id) DO UPDATE SET kind = 'x'",
        "DELETE FROM audit_particulars",
        "TRUNCATE audit_particulars",
        """UPDATE audit_particulars SET "values" = '{"name": "Somebody else"}'""",
        """UPDATE audit_particulars SET "values" = "values" || '{"more": 1}'""",
        'UPDATE audit_particulars SET salts = \'{"name": "00"}\'',
        "UPDATE audit_seal SET fact_count = 0",
        "DELETE FROM audit_seal",
        "TRUNCATE audit_seal",
        "SET session_replication_role = replica; DELETE FROM audit_fact",
    ],
)
def test_the_database_refuses_to_alter_what_happened(karin, statement):
    seal()
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        assert cursor.fetchone()[0], "the guards are tried as the mightiest there is"
    with pytest.raises(IntegrityError, match=r"never changed|may be blanked"), transaction.atomic():
        run(statement)


def test_an_untouched_chain_is_whole(karin):
    seal()
    assert broken_links() == []
    assert broken_seals() == []
    assert [fact.seq for fact in story(karin)] == list(range(1, story(karin).count() + 1))


def test_an_altered_fact_is_named_as_the_first_broken_link(karin, unguarded):
    altered = story(karin)[1]
    run(f"UPDATE audit_fact SET at = at + interval '1 second' WHERE id = {altered.pk}")
    first, *_later = broken_links()
    assert (first.noun, first.subject_id, first.seq) == ("person", karin.pk, altered.seq)
    assert first.is_altered
    assert not first.is_missing


def test_another_actor_shows(karin, people, unguarded):
    last = story(karin).last()
    run(f"UPDATE audit_fact SET by_id = {people['Amir Haddad'].pk} WHERE id = {last.pk}")
    assert [link.fact_id for link in broken_links()] == [last.pk]


def test_a_fact_taken_from_the_middle_shows(karin, unguarded):
    gone = story(karin)[1]
    run(f"DELETE FROM audit_particulars WHERE fact_id = {gone.pk}")
    run(f"DELETE FROM audit_fact WHERE id = {gone.pk}")
    first, *_later = broken_links()
    assert (first.subject_id, first.seq) == (karin.pk, gone.seq + 1)
    assert first.is_missing


def test_reworded_particulars_show(karin, unguarded):
    last = story(karin).last()
    run(f"""UPDATE audit_particulars SET "values" = '{{"changes": 1}}' WHERE fact_id = {last.pk}""")
    assert [(link.fact_id, link.is_reworded) for link in broken_links()] == [(last.pk, True)]


def test_a_chain_cut_at_its_end_no_longer_fits_its_seal(karin):
    sealed = seal()
    last = Fact.objects.order_by("-id").first()
    for table in ("audit_fact", "audit_particulars"):
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run(f"DELETE FROM audit_particulars WHERE fact_id = {last.pk}")
    run(f"DELETE FROM audit_fact WHERE id = {last.pk}")
    assert broken_links() == [], "the chain alone cannot tell that its end is gone"
    assert broken_seals() == [sealed]


def test_a_forged_chain_no_longer_fits_its_seal(karin):
    sealed = seal()
    altered = story(karin).last()
    for table in ("audit_fact", "audit_particulars"):
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run(f"UPDATE audit_fact SET kind = 'person.added' WHERE id = {altered.pk}")
    run(
        "UPDATE audit_fact f SET digest = audit_digest((SELECT digest FROM audit_fact p WHERE"
        " p.noun = f.noun AND p.subject_id = f.subject_id AND p.seq = f.seq - 1), f)"
        f" WHERE id = {altered.pk}"
    )
    assert broken_links() == [], "whoever forges the whole chain after it leaves no broken link"
    assert broken_seals() == [sealed]


def test_blanking_what_a_fact_speaks_of_keeps_the_chain(karin):
    seal()
    Particulars.objects.filter(fact__in=story(karin)).update(values={}, salts={})
    assert broken_links() == []
    assert broken_seals() == []


def test_a_digest_alone_does_not_give_a_value_away(karin, people):
    change_person(karin, by=people["Elin Sand"], title="Consultant")
    change_person(karin, by=people["Elin Sand"], title="Professor")
    change_person(karin, by=people["Elin Sand"], title="Consultant")
    same = [f.digests["changes"] for f in story(karin) if f.kind == "person.changed"]
    assert len(same) == len(set(same)), "equal values must not have equal digests"


def test_nothing_new_needs_no_seal(karin):
    first = seal()
    assert first.fact_count == Fact.objects.count()
    assert seal() is None


def test_seals_build_on_one_another(karin, people):
    first = seal()
    change_person(karin, by=people["Elin Sand"], title="Retired")
    second = seal()
    assert (second.fact_count, second.through > first.through) == (1, True)
    assert broken_seals() == []
