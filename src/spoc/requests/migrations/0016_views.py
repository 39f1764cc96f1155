"""Views and who has them pinned, and tags on requests."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
AUDIENCES = ("mine", "team", "everybody")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_tiers_filled"),
        ("requests", "0015_lessons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[("id", KEY), ("name", models.CharField(max_length=40))],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="tag_name_is_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestTag",
            fields=[
                ("id", KEY),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged",
                        to="requests.supportrequest",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tagged",
                        to="requests.tag",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tag", "support_request"), name="tag_is_on_it_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", KEY),
                ("name", models.CharField(max_length=80)),
                (
                    "audience",
                    models.CharField(
                        choices=[(each, each) for each in AUDIENCES], default="mine", max_length=9
                    ),
                ),
                ("conditions", models.JSONField(default=dict)),
                ("columns", models.JSONField(default=list)),
                ("grouping", models.CharField(blank=True, max_length=60)),
                ("order", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(audience__in=AUDIENCES), name="view_audience_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(audience="team") ^ models.Q(team__isnull=True),
                        name="view_of_a_team_names_it",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["owner", "name", "id"], name="view_by_owner"),
                    models.Index(fields=["audience", "name", "id"], name="view_by_audience"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ViewPin",
            fields=[
                ("id", KEY),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="view_pins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pins",
                        to="requests.view",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "view"), name="view_is_pinned_once")
                ],
            },
        ),
    ]
