"""Calls that telephone systems tell of, and what is written in messengers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import spoc.kit.quick


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_channel_registry"),
        ("intake", "0001_alarms"),
        ("requests", "0025_entry_through"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PhoneCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("number", models.CharField(blank=True, max_length=200)),
                ("recording", models.CharField(blank=True, max_length=500)),
                (
                    "channel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="channels.channel",
                    ),
                ),
                (
                    "interaction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call",
                        to="channels.interaction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("channel", "key"), name="call_is_one_by_key")
                ],
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("thread", models.CharField(max_length=300)),
                ("message", models.CharField(max_length=300)),
                ("handle", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "channel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="channels.channel",
                    ),
                ),
                (
                    "person",
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
                        related_name="postings",
                        to="requests.supportrequest",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["channel", "thread", "-id"], name="posting_in_thread"),
                    models.Index(fields=["channel", "handle", "-id"], name="posting_by_handle"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "message"), name="posting_comes_once"
                    )
                ],
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
    ]
