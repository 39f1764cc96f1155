"""The calls of a day are few among all that comes in: they have an index of their own."""

from django.db import migrations, models

from spoc.kit.indexes import exchanged

NAME = "interaction_calls"
MADE = {NAME: "(started_at) INCLUDE (disposition) WHERE is_incoming AND channel = 'phone'"}


class Migration(migrations.Migration):
    # nobody waits while it is made
    atomic = False
    dependencies = [("channels", "0007_letters_judged")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=exchanged("channels_interaction", MADE, {}),
            state_operations=[
                migrations.AddIndex(
                    "interaction",
                    models.Index(
                        fields=["started_at"],
                        include=["disposition"],
                        condition=models.Q(is_incoming=True, channel="phone"),
                        name=NAME,
                    ),
                )
            ],
        ),
    ]
