"""How many requests somebody has, and which of them go on, is read without reading them."""

from django.db import migrations, models

from spoc.kit.indexes import exchanged
from spoc.kit.together import Together

NEW, OLD = "request_of_requester", "request_by_requester"
MADE = {NEW: "(requester_id, id DESC) INCLUDE (is_restricted, on_behalf_of_id, status)"}
GONE = {OLD: "(requester_id, id DESC)"}


class Migration(migrations.Migration):
    # nobody waits while they are made
    atomic = False
    dependencies = [("requests", "0032_lean_indexes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=exchanged("requests_supportrequest", MADE, GONE),
            state_operations=[
                Together(
                    [
                        migrations.RemoveIndex("supportrequest", OLD),
                        migrations.AddIndex(
                            "supportrequest",
                            models.Index(
                                fields=["requester", "-id"],
                                include=["is_restricted", "on_behalf_of", "status"],
                                name=NEW,
                            ),
                        ),
                    ]
                )
            ],
        ),
    ]
