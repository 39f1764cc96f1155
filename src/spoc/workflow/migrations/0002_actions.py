import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import spoc.kit.quick


class Migration(migrations.Migration):
    dependencies = [
        ("people", "__first__"),
        ("workflow", "0001_processes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
                ("settings", models.JSONField(default=dict)),
                ("inputs", models.JSONField(default=dict)),
                ("needs_identity", models.BooleanField(default=False)),
                ("is_on", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(null=True)),
                ("problem", models.CharField(blank=True, max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run_as",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "name"], name="action_by_owner")],
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="IdentityCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(max_length=254)),
                (
                    "way",
                    models.CharField(
                        choices=[("mail", "Mail"), ("manager", "Manager")], max_length=7
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=254)),
                ("code", models.CharField(blank=True, max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("begun", "Begun"),
                            ("proven", "Proven"),
                            ("failed", "Failed"),
                            ("used", "Used"),
                        ],
                        default="begun",
                        max_length=6,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("begun_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("proven_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "voucher",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-begun_at"], name="identity_by_person"),
                    models.Index(
                        condition=models.Q(("state", "begun")),
                        fields=["expires_at"],
                        name="identity_lapses",
                    ),
                ],
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="ActionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(max_length=120, unique=True)),
                ("noun", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("inputs", models.JSONField(default=dict)),
                ("sealed", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("doing", "Doing"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("result", models.JSONField(default=dict)),
                ("log", models.TextField(blank=True)),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("is_unknown", models.BooleanField(default=False)),
                ("is_trial", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField(null=True)),
                ("began_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="workflow.action",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "identity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="workflow.identitycheck",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["action", "state", "-id"], name="action_run_in_order"),
                    models.Index(fields=["action", "asked_at"], name="action_run_by_day"),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_try_at"],
                        name="action_run_waits",
                    ),
                    models.Index(
                        condition=models.Q(("state", "doing")),
                        fields=["began_at"],
                        name="action_run_goes",
                    ),
                    models.Index(
                        condition=models.Q(("sealed", ""), _negated=True),
                        fields=["ended_at"],
                        name="action_run_keeps_secret",
                    ),
                ],
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
    ]
