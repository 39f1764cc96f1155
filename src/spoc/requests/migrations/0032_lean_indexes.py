"""What is written with every change of a request: no index twice, and none of what is empty.

And the queues are counted without reading a request.
"""

import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from spoc.kit.together import Together

OPEN = ["new", "classified", "assigned", "in_progress", "pending", "resolved"]
TRIAGE = ("queue_rank", "criticality", "due_rank", "vip_rank", "created_at", "id")
IS_OPEN = models.Q(status__in=OPEN)
OLD = ("request_queue", "request_open", "request_mine", "request_unclassified")
NEW = (
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
)
POINTERS = {
    "requester": ("people.person", "requests", False),
    "on_behalf_of": ("people.person", "requests_for", True),
    "organisation": ("people.organisation", "requests", True),
    "merged_into": ("requests.supportrequest", "merged", True),
}


def pointer(to: str, back: str, *, is_optional: bool) -> models.Field:
    """Return a pointer without an index of its own."""
    return models.ForeignKey(
        to,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=back,
        null=is_optional,
        db_index=False,
    )


class Migration(migrations.Migration):
    # nobody waits while they are made
    atomic = False
    dependencies = [("requests", "0031_tallies")]

    operations = [
        # one that was being made when the upgrade was killed is not whole: it is made anew
        migrations.RunSQL([f"DROP INDEX IF EXISTS {each.name}" for each in NEW], []),
        Together([AddIndexConcurrently(model_name="supportrequest", index=each) for each in NEW]),
        Together([migrations.RemoveIndex("supportrequest", each) for each in OLD]),
        Together(
            [
                migrations.AlterField(
                    "supportrequest", name, pointer(to, back, is_optional=is_optional)
                )
                for name, (to, back, is_optional) in POINTERS.items()
            ]
        ),
    ]
