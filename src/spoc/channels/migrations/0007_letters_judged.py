"""The last letter of somebody that was judged is found without reading all they wrote."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

NAME = "letter_judged"


class Migration(migrations.Migration):
    # nobody waits while it is made
    atomic = False
    dependencies = [("channels", "0006_announcements")]

    operations = [
        # one that was being made when the upgrade was killed is not whole: it is made anew
        migrations.RunSQL(f"DROP INDEX IF EXISTS {NAME}", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="letter",
            index=models.Index(
                fields=["from_address", "-settled_at"],
                condition=models.Q(is_incoming=True, state="done"),
                name=NAME,
            ),
        ),
    ]
