"""Chats: who waits for an answer, and what was said."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import spoc.channels.models.chat
import spoc.kit.quick

LANGUAGES = [("en", "English"), ("sv", "Svenska")]
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_webhooks"),
        ("people", "0006_density"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Chat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=spoc.channels.models.chat.new_chat_key, max_length=40, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("active", "Active"), ("ended", "Ended")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("visitor_name", models.CharField(max_length=160)),
                ("visitor_mail", models.CharField(blank=True, max_length=254)),
                ("language", models.CharField(choices=LANGUAGES, max_length=5)),
                ("waits_since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("visitor_spoke_at", models.DateTimeField()),
                ("desk_spoke_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("visitor_types_at", models.DateTimeField(null=True)),
                ("desk_types_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=PROTECT,
                        related_name="chats_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="chats", to="channels.channel"
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="+", to="people.community"
                    ),
                ),
                (
                    "interaction",
                    models.OneToOneField(
                        on_delete=PROTECT, related_name="chat", to="channels.interaction"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=PROTECT,
                        related_name="chats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="+", to="people.team"
                    ),
                ),
            ],
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="ChatLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=160)),
                (
                    "event",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "Answered"),
                            ("handed", "Handed"),
                            ("asked", "Asked"),
                            ("left", "Left"),
                            ("ended", "Ended"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_from_desk", models.BooleanField(default=False)),
                ("is_internal", models.BooleanField(default=False)),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="channels.chat",
                    ),
                ),
            ],
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.AddIndex(
            model_name="chat",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["channel", "waits_since"],
                name="chat_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="chat",
            index=models.Index(
                condition=models.Q(("state", "active")),
                fields=["agent"],
                name="chat_being_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="chatline",
            index=models.Index(fields=["chat", "id"], name="chat_line_in_order"),
        ),
    ]
