"""Who asked for attention and why, what one letter a day gathers, suppliers' ladders, two flags."""

from django.db import migrations, models

LEVELS = ["major", "1", "2", "3", "4", "5", "supplier"]
TRIGGERS = [
    "created",
    "declared",
    "used_50",
    "used_75",
    "used_90",
    "broken",
    "no_update",
    "reopened",
    "asked",
    "proposed",
]


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0012_due_next"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ladder",
            name="level",
            field=models.CharField(choices=[(each, each) for each in LEVELS], max_length=8),
        ),
        migrations.AlterField(
            model_name="rung",
            name="trigger",
            field=models.CharField(choices=[(each, each) for each in TRIGGERS], max_length=10),
        ),
        migrations.AlterField(
            model_name="escalation",
            name="trigger",
            field=models.CharField(choices=[(each, each) for each in TRIGGERS], max_length=10),
        ),
        migrations.AddField(
            model_name="rung",
            name="is_digest",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="escalation",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="escalation",
            name="awaits_digest",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="escalation",
            index=models.Index(
                condition=models.Q(("awaits_digest", True)),
                fields=["raised_at"],
                name="escalation_to_gather",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="is_safety",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="incident",
            name="is_legal",
            field=models.BooleanField(default=False),
        ),
    ]
