import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0014_usual_rungs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("type", "type"),
                            ("service", "service"),
                            ("team", "team"),
                            ("urgency", "urgency"),
                        ],
                        max_length=10,
                    ),
                ),
                ("learned_at", models.DateTimeField()),
                ("examples", models.PositiveIntegerField()),
                ("asked", models.PositiveIntegerField()),
                ("right", models.PositiveIntegerField()),
                ("fair_from", models.FloatField()),
                ("strong_from", models.FloatField()),
                ("body", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["field", "-id"], name="lesson_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("right__lte", models.F("asked"))),
                        name="lesson_right_within_asked",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(max_length=80)),
                ("chosen", models.CharField(max_length=80)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("accepted", "accepted"), ("refused", "refused")], max_length=8
                    ),
                ),
                ("settled_at", models.DateTimeField()),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="requests.lesson",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="requests.supportrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("support_request", "lesson"), name="suggestion_settled_once"
                    )
                ],
            },
        ),
    ]
