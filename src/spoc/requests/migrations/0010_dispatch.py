"""The rules of dispatch, and since when nobody is found to dispatch a request to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_questions"),
        ("cmdb", "0001_items"),
        ("people", "0002_system"),
        ("requests", "0009_ladders"),
        ("service_levels", "0004_editions_of_agreements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="supportrequest",
            name="unroutable_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="DispatchRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("is_active", models.BooleanField(default=True)),
                ("type", models.CharField(blank=True, max_length=12)),
                ("words", models.JSONField(default=list)),
                ("priorities", models.JSONField(default=list)),
                (
                    "hours",
                    models.CharField(
                        blank=True, choices=[("open", "open"), ("closed", "closed")], max_length=6
                    ),
                ),
                (
                    "strategy",
                    models.CharField(
                        choices=[
                            ("team", "team"),
                            ("round_robin", "round_robin"),
                            ("least_load", "least_load"),
                            ("experience", "experience"),
                        ],
                        default="team",
                        max_length=12,
                    ),
                ),
                ("most_open", models.PositiveSmallIntegerField(null=True)),
                (
                    "calendar",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="service_levels.calendar",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.category",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.community",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cmdb.configurationitem",
                    ),
                ),
                (
                    "last_chosen",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.service",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
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
                            ("strategy__in", ("team", "round_robin", "least_load", "experience"))
                        ),
                        name="dispatch_strategy_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("calendar__isnull", True), ("hours", "")),
                            models.Q(
                                ("calendar__isnull", False), ("hours__in", ("open", "closed"))
                            ),
                            _connector="OR",
                        ),
                        name="dispatch_hours_are_of_a_calendar",
                    ),
                ],
            },
        ),
    ]
