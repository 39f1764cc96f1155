"""What the composer keeps: marks, hidden copies, drafts that are shown, replies that wait."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0019_custom_fields"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "entry", "is_marked", models.BooleanField(default=False, db_default=False)
        ),
        migrations.AddField(
            "entry",
            "bcc",
            models.JSONField(default=list, db_default=models.Value([], models.JSONField())),
        ),
        migrations.AddField(
            "draft", "cc", models.CharField(blank=True, db_default="", default="", max_length=1000)
        ),
        migrations.AddField(
            "draft", "bcc", models.CharField(blank=True, db_default="", default="", max_length=1000)
        ),
        migrations.AddField(
            "draft", "is_shared", models.BooleanField(default=False, db_default=False)
        ),
        migrations.AddField(
            "draft",
            "taken_by",
            models.ForeignKey(
                null=True,
                on_delete=models.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="PlannedReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("cc", models.CharField(blank=True, max_length=1000)),
                ("bcc", models.CharField(blank=True, max_length=1000)),
                ("files", models.JSONField(default=list)),
                ("seen", models.BigIntegerField(default=0)),
                ("send_at", models.DateTimeField()),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="planned_replies",
                        to="requests.supportrequest",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="planned_replies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "planned replies",
                "indexes": [
                    models.Index(fields=["support_request", "send_at"], name="planned_of"),
                    models.Index(
                        fields=["send_at"],
                        condition=models.Q(problem=""),
                        name="planned_in_order",
                    ),
                ],
            },
        ),
    ]
