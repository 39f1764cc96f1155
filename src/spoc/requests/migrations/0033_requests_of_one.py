"""How many requests somebody has, and which of them go on, is read without reading them."""

from django.db import migrations, models

from spoc.kit.together import Together

TABLE = "requests_supportrequest"
NEW, OLD = "request_of_requester", "request_by_requester"
MADE = {
    NEW: "(requester_id, id DESC) INCLUDE (is_restricted, on_behalf_of_id, status)",
    OLD: "(requester_id, id DESC)",
}
# one that was being made when the upgrade was killed is not whole: it is made anew
HALF_MADE = f"""
DO $$ DECLARE half name; BEGIN
  FOR half IN SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = '{TABLE}'::regclass AND NOT i.indisvalid
  LOOP EXECUTE format('DROP INDEX %I', half); END LOOP;
END $$
"""


def make(name: str) -> str:
    """Return what makes an index while everybody goes on writing."""
    return f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {TABLE} {MADE[name]}"


def drop(name: str) -> str:
    """Return what drops it, likewise."""
    return f"DROP INDEX CONCURRENTLY IF EXISTS {name}"


class Migration(migrations.Migration):
    # nobody waits while they are made
    atomic = False
    dependencies = [("requests", "0032_lean_indexes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL([HALF_MADE], []),
                migrations.RunSQL([make(NEW)], [drop(NEW)]),
                migrations.RunSQL([drop(OLD)], [make(OLD)]),
                migrations.RunSQL([], [HALF_MADE]),
            ],
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
