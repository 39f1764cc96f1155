"""The calls of a day are few among all that comes in: they have an index of their own."""

from django.db import migrations, models

NAME = "interaction_calls"
MAKE = (
    f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {NAME} ON channels_interaction (started_at)"
    " INCLUDE (disposition) WHERE is_incoming AND channel = 'phone'"
)
DROP = f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}"
# one that was being made when the upgrade was killed is not whole: it is made anew
HALF_MADE = f"""
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('{NAME}') AND NOT indisvalid)
  THEN DROP INDEX {NAME}; END IF;
END $$
"""


class Migration(migrations.Migration):
    # nobody waits while it is made
    atomic = False
    dependencies = [("channels", "0007_letters_judged")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL([HALF_MADE], []),
                migrations.RunSQL([MAKE], [DROP]),
            ],
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
