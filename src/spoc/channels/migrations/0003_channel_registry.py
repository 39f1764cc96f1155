"""Ways in have an address, hours, a queue and an owner; what is sent to them is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import spoc.channels.models.channel
import spoc.kit.quick


def give_marks(apps, schema_editor):
    """Give each channel there is an address of its own."""
    for channel in apps.get_model("channels", "Channel").objects.all():
        channel.mark = spoc.channels.models.channel.new_mark()
        channel.save(update_fields=["mark"])


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0002_notices"),
        ("people", "0006_density"),
        ("service_levels", "0005_exemptions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
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
                        choices=[("stored", "Stored"), ("done", "Done"), ("failed", "Failed")],
                        default="stored",
                        max_length=8,
                    ),
                ),
                ("headers", models.JSONField(default=dict)),
                ("body", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name_plural": "deliveries",
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.AddField(
            model_name="channel",
            name="calendar",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="service_levels.calendar",
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="mark",
            field=models.CharField(max_length=32, null=True),
        ),
        migrations.RunPython(give_marks, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="channel",
            name="mark",
            field=models.CharField(
                default=spoc.channels.models.channel.new_mark, max_length=32, unique=True
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="team",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.team",
            ),
        ),
        migrations.AddField(
            model_name="interaction",
            name="way",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interactions",
                to="channels.channel",
            ),
        ),
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(fields=["way", "-started_at"], name="interaction_by_way"),
        ),
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(
                condition=models.Q(("answered_at", None), ("ended_at", None)),
                fields=["way", "started_at"],
                name="interaction_waiting",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="channel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="channels.channel",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "stored")),
                fields=["channel", "id"],
                name="delivery_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["channel", "-id"], name="delivery_by_channel"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", False)),
                fields=["settled_at"],
                name="delivery_settled",
            ),
        ),
    ]
