"""What few may read is in no tally: when it came in, and was solved, is found by itself."""

from django.db import migrations, models

from spoc.kit.indexes import exchanged
from spoc.kit.together import Together

CAME, SOLVED = "request_came_to_few", "request_solved_to_few"
MADE = {
    CAME: "(created_at) INCLUDE (is_restricted, id) WHERE is_restricted",
    SOLVED: "(resolved_at) INCLUDE (is_restricted, id) WHERE is_restricted AND resolved_at IS NOT NULL",
}


class Migration(migrations.Migration):
    # nobody waits while they are made
    atomic = False
    dependencies = [("requests", "0034_flow_tallies")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=exchanged("requests_supportrequest", MADE, {}),
            state_operations=[
                Together(
                    [
                        migrations.AddIndex(
                            "supportrequest",
                            models.Index(
                                fields=["created_at"],
                                include=["is_restricted", "id"],
                                condition=models.Q(is_restricted=True),
                                name=CAME,
                            ),
                        ),
                        migrations.AddIndex(
                            "supportrequest",
                            models.Index(
                                fields=["resolved_at"],
                                include=["is_restricted", "id"],
                                condition=models.Q(is_restricted=True, resolved_at__isnull=False),
                                name=SOLVED,
                            ),
                        ),
                    ]
                )
            ],
        ),
    ]
