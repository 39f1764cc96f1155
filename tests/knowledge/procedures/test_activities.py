"""Writing a procedure, having it approved by another, and its version in force."""

import pytest
from django.db import IntegrityError, transaction

from spoc.audit.models import Fact
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.knowledge.activities.procedures import (
    Terms,
    Text,
    describe_procedure,
    revise_procedure,
    write_procedure,
)
from spoc.knowledge.activities.procedures_in_force import (
    approve_procedure,
    publish_procedure,
    withdraw_procedure,
)
from spoc.knowledge.models import ProcedureVersion

NEXT = Text("How we take calls", "Say your name, and listen.", change="Said shorter")


def kinds(procedure):
    rows = Fact.objects.filter(noun="procedure", subject_id=procedure.pk)
    return list(rows.order_by("id").values_list("kind", flat=True))


def test_it_begins_as_a_draft_of_its_author(procedure, people):
    assert procedure.in_making.state == "draft"
    assert procedure.in_making.author == people["Henrik Vall"]
    assert procedure.owner == people["Henrik Vall"]
    assert procedure.in_force is None
    assert kinds(procedure) == ["procedure.written"]


def test_who_is_responsible_for_no_process_writes_none(people):
    with pytest.raises(NotAllowed):
        write_procedure(NEXT, by=people["Elin Sand"], terms=Terms("contact"))


@pytest.mark.parametrize(
    ("text", "terms", "field"),
    [
        (Text(" ", "So."), Terms("contact"), "title"),
        (Text("How", " \n"), Terms("contact"), "words"),
        (Text("How", "So.", {"sv": {"title": "Hur"}}), Terms("contact"), "words_sv"),
        (Text("How", "So."), Terms("cooking"), "process"),
        (Text("How", "So."), Terms("contact", "everyone"), "audience"),
        (Text("How", "So."), Terms("contact", review_months=0), "review_months"),
        (Text("How", "So."), Terms("contact", days_to_read=91), "days_to_read"),
    ],
)
def test_what_lacks_something_is_refused_beside_its_field(people, text, terms, field):
    with pytest.raises(NotPossible) as refusal:
        write_procedure(text, by=people["Henrik Vall"], terms=terms)
    assert field in refusal.value.fields


def test_an_owner_works_at_the_desk(people):
    terms = Terms("contact", owner=people["Karin Holm"])
    with pytest.raises(NotPossible) as refusal:
        write_procedure(NEXT, by=people["Henrik Vall"], terms=terms)
    assert "owner" in refusal.value.fields


def test_nobody_approves_what_they_wrote(procedure, people):
    with pytest.raises(NotPossible, match="somebody else approves it"):
        approve_procedure(procedure, by=people["Henrik Vall"])
    assert procedure.in_making.state == "draft"


def test_the_database_holds_to_it_too(procedure):
    made = procedure.in_making
    rows = ProcedureVersion.objects.filter(pk=made.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved", approver=made.author, approved_at=made.written_at)


def test_who_approves_nothing_does_not_approve_this(procedure, people):
    with pytest.raises(NotAllowed):
        approve_procedure(procedure, by=people["Sofia Berg"])


def test_a_draft_is_not_put_into_force(procedure, people):
    with pytest.raises(NotPossible, match="Somebody else approves"):
        publish_procedure(procedure, by=people["Henrik Vall"])
    assert procedure.in_force is None


def test_what_is_put_into_force_says_since_when_and_until_when(in_force):
    version = in_force.in_force
    assert version.state == "published"
    assert version.review_on.year == version.published_at.year + 1
    assert kinds(in_force) == ["procedure.written", "procedure.approved", "procedure.published"]


def test_what_was_approved_and_then_changed_is_a_draft_again(procedure, people):
    approve_procedure(procedure, by=people["Lena Falk"])
    made = revise_procedure(procedure, by=people["Henrik Vall"], text=NEXT)
    assert (made.number, made.state, made.approver) == (1, "draft", None)
    with pytest.raises(NotPossible):
        publish_procedure(procedure, by=people["Henrik Vall"])


def test_whoever_wrote_last_is_the_author_and_does_not_approve(procedure, people):
    revise_procedure(procedure, by=people["Lena Falk"], text=NEXT)
    with pytest.raises(NotPossible):
        approve_procedure(procedure, by=people["Lena Falk"])
    assert approve_procedure(procedure, by=people["Henrik Vall"]).state == "approved"


def test_a_new_version_supersedes_the_one_before_it_when_it_comes_into_force(
    in_force, people, put_into_force
):
    first = in_force.in_force
    made = revise_procedure(in_force, by=people["Henrik Vall"], text=NEXT)
    assert (made.number, in_force.in_force.pk) == (2, first.pk)
    put_into_force(in_force)
    first.refresh_from_db()
    assert (first.state, in_force.in_force.number) == ("superseded", 2)
    assert first.superseded_at == in_force.in_force.published_at


def test_it_is_taken_out_of_force_with_a_reason(in_force, people):
    with pytest.raises(NotPossible) as refusal:
        withdraw_procedure(in_force, by=people["Henrik Vall"], reason=" ")
    assert "reason" in refusal.value.fields
    withdraw_procedure(in_force, by=people["Henrik Vall"], reason="Nobody calls any more")
    assert in_force.in_force is None
    with pytest.raises(NotPossible, match="No version"):
        withdraw_procedure(in_force, by=people["Henrik Vall"], reason="Again")


def test_an_agent_takes_nothing_out_of_force(in_force, people):
    with pytest.raises(NotAllowed):
        withdraw_procedure(in_force, by=people["Elin Sand"], reason="I do not like it")


def test_what_somebody_changed_meanwhile_is_not_written_over(procedure, people):
    shown = procedure.version
    revise_procedure(procedure, by=people["Lena Falk"], text=NEXT, version=shown)
    with pytest.raises(Stale):
        revise_procedure(procedure, by=people["Henrik Vall"], text=NEXT, version=shown)


def test_its_terms_are_changed_by_who_answers_for_it(procedure, people):
    terms = Terms("incident", "users", days_to_read=5)
    describe_procedure(procedure, by=people["Henrik Vall"], terms=terms)
    procedure.refresh_from_db()
    assert (procedure.process, procedure.audience, procedure.days_to_read) == (
        *("incident", "users"),
        5,
    )
    assert not procedure.teams.exists()
    with pytest.raises(NotAllowed):
        describe_procedure(procedure, by=people["Elin Sand"], terms=terms)
