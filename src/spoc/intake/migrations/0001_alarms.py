"""Alarms, their storms, and the maintenance in which they are expected."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import spoc.kit.quick


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0003_questions"),
        ("channels", "0003_channel_registry"),
        ("cmdb", "0001_items"),
        ("requests", "0024_troubled_services"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MaintenanceWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300)),
                ("planned_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.service",
                    ),
                ),
            ],
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="Storm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("counted", models.PositiveIntegerField(default=0)),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="storms",
                        to="requests.supportrequest",
                    ),
                ),
            ],
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("critical", "critical"),
                            ("major", "major"),
                            ("minor", "minor"),
                            ("warning", "warning"),
                            ("info", "info"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said_service", models.CharField(blank=True, max_length=200)),
                ("said_item", models.CharField(blank=True, max_length=200)),
                ("link", models.CharField(blank=True, max_length=500)),
                ("about", models.CharField(max_length=40)),
                ("is_over", models.BooleanField(default=False)),
                ("is_flapping", models.BooleanField(default=False)),
                (
                    "changes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), default=list, size=None
                    ),
                ),
                ("count", models.PositiveIntegerField(default=1)),
                ("first_seen_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("over_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="channels.channel",
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
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.service",
                    ),
                ),
                (
                    "support_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="requests.supportrequest",
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="intake.maintenancewindow",
                    ),
                ),
                (
                    "storm",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="intake.storm",
                    ),
                ),
            ],
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.AddIndex(
            model_name="maintenancewindow",
            index=models.Index(fields=["-ends_at", "-id"], name="window_by_end"),
        ),
        migrations.AddConstraint(
            model_name="maintenancewindow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("service__isnull", False), ("item__isnull", False), _connector="OR"
                ),
                name="window_is_about_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="maintenancewindow",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("starts_at"))),
                name="window_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="storm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("about",),
                name="storm_is_one_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(fields=["-last_seen_at", "-id"], name="alarm_by_time"),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(fields=["about", "opened_at"], name="alarm_by_what_it_is_about"),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(("is_over", False)),
                fields=["support_request"],
                name="alarm_firing_of_request",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(("is_over", False), ("support_request", None)),
                fields=["window"],
                name="alarm_without_incident",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(("is_flapping", True)), fields=["id"], name="alarm_flapping"
            ),
        ),
        migrations.AddConstraint(
            model_name="alarm",
            constraint=models.UniqueConstraint(
                fields=("channel", "key"), name="alarm_is_one_by_key"
            ),
        ),
    ]
