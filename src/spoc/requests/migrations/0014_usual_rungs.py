"""The general ladders of a house get the rungs that are new: proposed, declared, asked, suppliers."""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

ASKED = [("asked", 1, ["IC"], 240, False), ("asked", 2, ["CSM"], 240, False)]
OF_MAJORS = [
    ("declared", 1, ["IC", "CSM", "SO"], 10, True),
    ("no_update", 1, ["IC"], 10, True),
    ("no_update", 2, ["CSM"], 10, True),
    ("no_update", 3, ["head"], 30, True),
    ("proposed", 1, ["IC", "CSM"], 10, True),
    ("proposed", 2, ["CSM_deputy"], 10, True),
    ("proposed", 3, ["head"], 30, True),
]
OF_SUPPLIERS = [
    ("used_50", 1, ["owner"], None, False),
    ("used_75", 1, ["contact"], None, False),
    ("used_90", 1, ["SM", "IC"], 60, False),
    ("broken", 1, ["SM", "IC"], 60, False),
    ("broken", 2, ["CSM"], 60, False),
    ("broken", 3, ["contact"], None, False),
]


def forwards(apps, schema_editor):
    """Add what is missing; what a house wrote itself stays, but where it could not work."""
    Ladder = apps.get_model("requests", "Ladder")
    Rung = apps.get_model("requests", "Rung")
    # an incident is declared a major one, never registered as one
    Rung.objects.filter(ladder__level="major", trigger="created").update(trigger="declared")
    # of the low priorities the manager reads one letter a day
    low = Rung.objects.filter(ladder__level__in=("4", "5"), trigger="broken", minutes=None)
    low.filter(roles=["CSM"]).update(is_digest=True)
    silent = Rung.objects.filter(ladder__level="major", trigger="no_update")
    silent.filter(roles=["IC"], minutes=None).delete()
    general = list(Ladder.objects.filter(is_active=True, service=None))
    for ladder in general:
        wanted = [*ASKED, *(OF_MAJORS if ladder.level == "major" else [])]
        known = set(ladder.rungs.values_list("trigger", flat=True))
        _put(Rung, ladder, [rung for rung in wanted if rung[0] not in known])
    if general:
        made = Ladder.objects.create(level="supplier", changed_at=timezone.now())
        _put(Rung, made, OF_SUPPLIERS)


def backwards(apps, schema_editor):
    """Take away what could not be kept before."""
    Ladder = apps.get_model("requests", "Ladder")
    Rung = apps.get_model("requests", "Rung")
    Escalation = apps.get_model("requests", "Escalation")
    Rung.objects.filter(ladder__level="major", trigger="declared").update(trigger="created")
    suppliers = list(Ladder.objects.filter(level="supplier").values_list("pk", flat=True))
    new = Q(trigger__in=("asked", "proposed", "declared")) | Q(ladder__in=suppliers)
    raised = list(Escalation.objects.filter(new).values_list("pk", flat=True))
    rungs = list(Rung.objects.filter(new).values_list("pk", flat=True))
    # row by row: what points at them is known, and goes first
    for model, field, keys in (
        (Escalation.to.through, "escalation_id", raised),
        (Escalation, "pk", raised),
        (Rung, "pk", rungs),
        (Ladder, "pk", suppliers),
    ):
        rows = model.objects.filter(**{f"{field}__in": keys})
        rows._raw_delete(schema_editor.connection.alias)


def _put(Rung, ladder, rungs):
    Rung.objects.bulk_create(
        Rung(
            ladder=ladder,
            trigger=trigger,
            rank=rank,
            roles=roles,
            minutes=minutes,
            is_always=is_always,
        )
        for trigger, rank, roles, minutes, is_always in rungs
    )


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0013_asked_gathered_and_flags"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
