"""Macros and text snippets, where they were used, and steps taken for many requests at once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

AUDIENCE = [("mine", "mine"), ("team", "team"), ("everybody", "everybody")]
STATES = [
    ("running", "Running"),
    ("stopped", "Stopped"),
    ("done", "Done"),
    ("undoing", "Undoing"),
    ("undone", "Undone"),
]
ITEM_STATES = [
    ("waiting", "Waiting"),
    ("done", "Done"),
    ("refused", "Refused"),
    ("undone", "Undone"),
    ("kept", "Kept"),
]


def key():
    """Return the key every table has."""
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def to(target, on_delete=django.db.models.deletion.PROTECT, **how):
    """Return a foreign key."""
    return models.ForeignKey(on_delete=on_delete, to=target, **how)


def prepared():
    """Return the fields that macros and snippets share."""
    person, cascade = settings.AUTH_USER_MODEL, django.db.models.deletion.CASCADE
    return [
        ("id", key()),
        ("name", models.CharField(max_length=120)),
        ("names", models.JSONField(default=dict)),
        ("audience", models.CharField(choices=AUDIENCE, default="mine", max_length=9)),
        ("sort_name", models.CharField(max_length=200)),
        ("is_active", models.BooleanField(default=True)),
        ("owner", to(person, cascade, related_name="%(class)ss")),
        ("team", to("people.team", null=True, related_name="+")),
    ]


def kept(noun):
    """Return the constraint and the index that macros and snippets share."""
    return {
        "abstract": False,
        "constraints": [
            models.CheckConstraint(
                condition=models.Q(("audience", "team"), ("team__isnull", True), _connector="XOR"),
                name=f"{noun}_of_a_team_names_it",
            )
        ],
        "indexes": [
            models.Index(
                condition=models.Q(("is_active", True)),
                fields=["sort_name", "id"],
                name=f"{noun}_by_name",
            )
        ],
    }


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_questions"),
        ("people", "0004_tiers_filled"),
        ("requests", "0016_views"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Macro",
            fields=[
                *prepared(),
                ("words", models.CharField(blank=True, max_length=300)),
                ("steps", models.JSONField(default=list)),
            ],
            options=kept("macro"),
        ),
        migrations.CreateModel(
            name="Snippet",
            fields=[*prepared(), ("texts", models.JSONField(default=dict))],
            options=kept("snippet"),
        ),
        migrations.CreateModel(
            name="MacroUse",
            fields=[
                ("id", key()),
                ("at", models.DateTimeField()),
                ("back", models.JSONField(null=True)),
                ("by", to(settings.AUTH_USER_MODEL, related_name="+")),
                ("category", to("catalogue.category", null=True, related_name="+")),
                (
                    "macro",
                    to("requests.macro", django.db.models.deletion.CASCADE, related_name="uses"),
                ),
                ("service", to("catalogue.service", null=True, related_name="+")),
                ("support_request", to("requests.supportrequest", related_name="macro_uses")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("macro", "support_request"), name="macro_use_is_once_a_request"
                    )
                ],
                "indexes": [
                    models.Index(fields=["service", "category", "-id"], name="macro_use_alike")
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkRun",
            fields=[
                ("id", key()),
                ("does", models.CharField(max_length=16)),
                ("steps", models.JSONField(default=list)),
                ("place", models.CharField(blank=True, max_length=500)),
                ("state", models.CharField(choices=STATES, default="running", max_length=8)),
                ("total_count", models.PositiveIntegerField()),
                ("done_count", models.PositiveIntegerField(default=0)),
                ("refused_count", models.PositiveIntegerField(default=0)),
                ("undone_count", models.PositiveIntegerField(default=0)),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("by", to(settings.AUTH_USER_MODEL, related_name="bulk_runs")),
                ("macro", to("requests.macro", null=True, related_name="+")),
            ],
            options={
                "indexes": [models.Index(fields=["by", "-id"], name="bulk_run_of_person")],
            },
        ),
        migrations.CreateModel(
            name="BulkItem",
            fields=[
                ("id", key()),
                ("had", models.BigIntegerField(null=True)),
                ("state", models.CharField(choices=ITEM_STATES, default="waiting", max_length=8)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("back", models.JSONField(null=True)),
                (
                    "run",
                    to("requests.bulkrun", django.db.models.deletion.CASCADE, related_name="items"),
                ),
                ("support_request", to("requests.supportrequest", related_name="+")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "support_request"), name="bulk_item_is_once"
                    )
                ],
                "indexes": [models.Index(fields=["run", "state", "id"], name="bulk_item_in_turn")],
            },
        ),
    ]
