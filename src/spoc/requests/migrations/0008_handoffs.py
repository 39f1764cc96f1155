"""The note that goes along when a request is handed on, and the hint that its time is used."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_system"),
        ("requests", "0007_supplier_waits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="supportrequest",
            name="box_used_tier",
            field=models.CharField(blank=True, default="", max_length=1),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Handoff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("made", "Made"), ("dropped", "Dropped")],
                        default="made",
                        max_length=7,
                    ),
                ),
                ("from_tier", models.PositiveSmallIntegerField()),
                ("to_tier", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("tried", models.TextField()),
                ("found", models.TextField()),
                ("next_step", models.TextField()),
                ("told", models.TextField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handoffs",
                        to="requests.supportrequest",
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("tried", ""), _negated=True),
                            models.Q(("found", ""), _negated=True),
                            models.Q(("next_step", ""), _negated=True),
                            models.Q(("told", ""), _negated=True),
                        ),
                        name="handoff_says_all_four",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handoff_decided_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("support_request",),
                        name="handoff_asked_is_one",
                    ),
                ],
            },
        ),
    ]
