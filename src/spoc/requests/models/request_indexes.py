"""By what support requests are found and counted without reading them all."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from spoc.requests.rules import OPEN
from spoc.requests.rules.tally import LATE_MARK

TRIAGE = ("queue_rank", "criticality", "due_rank", "vip_rank", "created_at", "id")
# what the live board asks of an open request beside the sort it is of, and who may see it
BOARD = (
    *("id", "type", "service", "is_major", "due_at", "used_mark", "created_at"),
    *("is_restricted", "organisation", "community"),
)
OPEN_CODES = [str(status) for status in OPEN]
IS_OPEN = models.Q(status__in=OPEN_CODES)
TO_ALL = IS_OPEN & models.Q(is_restricted=False)
PROMISED = TO_ALL & models.Q(due_at__isnull=False)
SORT = ("team", "assignee", "status", "pending_reason", "used_mark")
# the queues, the most urgent first; what they are counted by lies in them, so that whoever counts
# reads no request: who may see one, and what most views ask
QUEUES = [
    models.Index(
        fields=["team", *TRIAGE],
        include=["is_restricted"],
        condition=IS_OPEN,
        name="request_of_team",
    ),
    models.Index(
        fields=[*TRIAGE],
        include=["is_restricted", "status", "priority", "type"],
        condition=IS_OPEN,
        name="request_in_order",
    ),
    models.Index(
        fields=["assignee", *TRIAGE],
        include=["is_restricted"],
        condition=IS_OPEN,
        name="request_of_person",
    ),
    models.Index(
        fields=[*TRIAGE],
        include=["is_restricted"],
        condition=models.Q(status="new"),
        name="request_to_classify",
    ),
]
INDEXES = [
    *QUEUES,
    models.Index(
        fields=["unroutable_at"],
        condition=models.Q(unroutable_at__isnull=False, status="classified"),
        name="request_unroutable",
    ),
    models.Index(
        fields=["due_at", "id"],
        condition=models.Q(status__in=OPEN_CODES, due_at__isnull=False),
        name="request_due",
    ),
    # all that the live board counts: what is open is told apart without reading it
    models.Index(
        fields=["team", "assignee", "status", "pending_reason"],
        include=BOARD,
        condition=IS_OPEN,
        name="request_board",
    ),
    # and of each service its open incidents
    models.Index(
        fields=["service"],
        include=["id", "is_major", "is_restricted", "organisation", "community", "team"],
        condition=IS_OPEN & models.Q(type="incident"),
        name="request_troubling",
    ),
    # what its tallies leave over: whose mark is not what the moment says, the oldest, the youngest
    models.Index(
        fields=["due_at"],
        include=SORT,
        condition=PROMISED & models.Q(used_mark__lt=LATE_MARK),
        name="request_slipped",
    ),
    models.Index(
        fields=["due_at"],
        include=SORT,
        condition=PROMISED & models.Q(used_mark__gte=LATE_MARK),
        name="request_spared",
    ),
    models.Index(fields=["team", "created_at"], condition=TO_ALL, name="request_oldest_of_team"),
    models.Index(
        fields=["assignee", "created_at"], condition=TO_ALL, name="request_oldest_of_person"
    ),
    models.Index(
        fields=["pending_reason", "created_at"],
        include=["team"],
        condition=models.Q(status="pending", is_restricted=False),
        name="request_oldest_waiting",
    ),
    models.Index(
        fields=["created_at"],
        include=["team", "assignee"],
        condition=models.Q(status="new", is_restricted=False),
        name="request_youngest",
    ),
    # and what no tally has, since few may read it
    models.Index(
        fields=["team", "assignee", "status", "pending_reason"],
        include=BOARD,
        condition=IS_OPEN & models.Q(is_restricted=True),
        name="request_restricted",
    ),
    models.Index(
        fields=["created_at"],
        include=["is_restricted", "id"],
        condition=models.Q(is_restricted=True),
        name="request_came_to_few",
    ),
    models.Index(
        fields=["resolved_at"],
        include=["is_restricted", "id"],
        condition=models.Q(is_restricted=True, resolved_at__isnull=False),
        name="request_solved_to_few",
    ),
    models.Index(
        fields=["created_at"], include=["is_restricted", "id"], name="request_by_creation"
    ),
    models.Index(
        fields=["resolved_at"],
        include=["is_restricted", "id"],
        condition=models.Q(resolved_at__isnull=False),
        name="request_by_solution",
    ),
    models.Index(
        fields=["service", "-id"],
        condition=IS_OPEN,
        name="request_open_of_service",
    ),
    models.Index(
        fields=["category", "-id"],
        condition=IS_OPEN,
        name="request_open_of_category",
    ),
    # how many somebody has, and which of them go on, is read here alone
    models.Index(
        fields=["requester", "-id"],
        include=["is_restricted", "on_behalf_of", "status"],
        name="request_of_requester",
    ),
    models.Index(fields=["organisation", "-id"], name="request_by_organisation"),
    models.Index(
        fields=["on_behalf_of", "-id"],
        condition=models.Q(on_behalf_of__isnull=False),
        name="request_on_behalf",
    ),
    models.Index(
        fields=["merged_into"],
        condition=models.Q(merged_into__isnull=False),
        name="request_merged",
    ),
    models.Index(fields=["-updated_at", "-id"], name="request_by_change"),
    models.Index(fields=["wake_at"], condition=models.Q(status="pending"), name="request_sleeps"),
    models.Index(
        fields=["resolved_at"],
        condition=models.Q(status="resolved"),
        name="request_to_confirm",
    ),
    GinIndex(OpClass("title", "gin_trgm_ops"), name="request_title_trigrams"),
    GinIndex(OpClass("custom", "jsonb_path_ops"), name="request_custom"),
]
