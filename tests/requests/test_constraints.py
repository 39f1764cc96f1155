"""What the database itself refuses, also from whoever goes round the product."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from spoc.channels.activities import log_contact
from spoc.people.queries import system
from spoc.records.activities import link, watch
from spoc.requests import activities as do

# the constraint, the status to begin from, and the change that goes against it
BROKEN = [
    ("request_status_is_known", "classified", "status = 'lost'"),
    ("request_type_is_known", "new", "type = 'wish'"),
    ("request_says_something", "new", "title = ''"),
    ("request_says_something", "new", "description = ''"),
    ("request_priority_is_1_to_5", "new", "priority = 0"),
    ("request_priority_is_1_to_5", "new", "priority = 6"),
    ("request_past_new_is_classified", "new", "status = 'classified'"),
    ("request_past_new_is_classified", "in_progress", "type = 'unclassified'"),
    ("request_past_new_is_classified", "in_progress", "service_id = NULL"),
    ("request_past_new_is_classified", "in_progress", "category_id = NULL"),
    ("request_past_new_is_classified", "pending", "impact = NULL"),
    ("request_past_new_is_classified", "resolved", "urgency = NULL"),
    ("request_past_new_is_classified", "closed", "supportability = 'unsupported'"),
    ("request_worked_has_a_team", "assigned", "team_id = NULL"),
    ("request_in_progress_has_an_assignee", "in_progress", "assignee_id = NULL"),
    ("request_in_progress_has_an_assignee", "pending", "assignee_id = NULL"),
    ("request_pending_says_why", "pending", "pending_reason = ''"),
    ("request_pending_says_why", "in_progress", "pending_reason = 'customer'"),
    ("request_resolved_says_how", "resolved", "resolution = ''"),
    ("request_resolved_says_how", "resolved", "resolved_at = NULL"),
    ("request_resolved_says_how", "closed", "resolution = ''"),
    ("request_closed_says_when", "closed", "closed_at = NULL"),
    ("request_closed_says_when", "resolved", "closed_at = now()"),
    ("request_merged_says_into_what", "merged", "merged_into_id = NULL"),
    ("request_merged_says_into_what", "new", "merged_into_id = id"),
    ("request_rejected_says_who_can_help", "rejected", "referral = ''"),
    ("request_rejected_says_who_can_help", "rejected", "supportability_reason = ''"),
    ("request_cancelled_says_why", "cancelled", "cancel_reason = ''"),
    ("request_cancelled_says_why", "new", "cancel_reason = 'test'"),
]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(("constraint", "status", "change"), BROKEN)
def test_the_database_refuses_a_request_that_cannot_be(at_status, constraint, status, change):
    request = at_status(status)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        run(f"UPDATE requests_supportrequest SET {change} WHERE id = {request.pk}")


def test_every_constraint_of_a_request_has_been_tried():
    model = apps.get_model("requests", "SupportRequest")
    checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    assert {check.name for check in checks} == {name for name, _status, _change in BROKEN}


def test_every_constraint_holds_for_what_was_there_before_it(db):
    """One added as NOT VALID and never validated would let older rows be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE convalidated"
            " AND contype = 'c' AND conrelid = 'requests_supportrequest'::regclass"
        )
        held = {name for (name,) in cursor.fetchall()}
    assert held >= {name for name, _status, _change in BROKEN}


@pytest.mark.parametrize(
    ("constraint", "statement"),
    [
        (
            "contact_is_once",
            "INSERT INTO requests_contact (support_request_id, interaction_id)"
            " SELECT support_request_id, interaction_id FROM requests_contact",
        ),
        (
            "draft_is_one",
            "INSERT INTO requests_draft (support_request_id, person_id, kind, text, kept_at)"
            " SELECT support_request_id, person_id, kind, text, kept_at FROM requests_draft",
        ),
        (
            "watch_is_once",
            "INSERT INTO records_watch (noun, subject_id, person_id, is_copied, since)"
            " SELECT noun, subject_id, person_id, is_copied, since FROM records_watch",
        ),
        (
            "link_is_once",
            "INSERT INTO records_link (relation, from_noun, from_id, to_noun, to_id, made_by_id,"
            " made_at) SELECT relation, from_noun, from_id, to_noun, to_id, made_by_id, made_at"
            " FROM records_link",
        ),
        ("link_joins_two", "UPDATE records_link SET to_id = from_id"),
        ("work_log_is_a_day_at_most", "UPDATE work_worklog SET minutes = 1441"),
        ("letter_comes_once", "UPDATE channels_letter SET is_incoming = true, digest = 'same'"),
    ],
)
def test_the_database_refuses_twice_what_is_once(everything, constraint, statement):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        run(statement)


@pytest.fixture
def everything(people, register_request):
    """One of each thing that is once."""
    elin, karin = people["Elin Sand"], people["Karin Holm"]
    contact = log_contact("portal", by=karin, person=karin, body="Hello")
    request = register_request(interaction=contact)
    link(request, by=elin, relation="related_to", other=register_request())
    watch(request, by=system(), person=people["Sanna Kivi"])
    do.log_call(request, by=elin, text="We talked.", minutes=5)
    for each in ("Looking.", "Still looking."):
        do.reply(request, by=elin, text=each)
    do.keep_draft(request, by=elin, kind="reply", text="Dear")
