"""How many requests are open is kept by the database: whoever looks at the board counts nothing."""

import django.db.models.deletion
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION requests_tell_tallies(r requests_supportrequest, change integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF r.is_restricted OR r.status NOT IN
     ('new', 'classified', 'assigned', 'in_progress', 'pending', 'resolved') THEN
    RETURN;
  END IF;
  INSERT INTO requests_opentally (team_id, assignee_id, status, pending_reason, mark, change)
  VALUES (r.team_id, r.assignee_id, r.status, r.pending_reason,
          CASE WHEN r.due_at IS NULL OR r.used_mark < 75 THEN 0
               WHEN r.used_mark < 100 THEN 75 ELSE 100 END, change);
  IF r.type = 'incident' THEN
    INSERT INTO requests_incidenttally (team_id, service_id, is_major, change)
    VALUES (r.team_id, r.service_id, r.is_major, change);
  END IF;
END $$;

CREATE FUNCTION requests_keep_tallies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op <> 'INSERT' THEN
    PERFORM requests_tell_tallies(old, -1);
  END IF;
  IF tg_op <> 'DELETE' THEN
    PERFORM requests_tell_tallies(new, 1);
  END IF;
  RETURN NULL;
END $$;
"""

# what nobody writes meanwhile is counted once: making a trigger holds the table
TRIGGERS = """
CREATE TRIGGER tally AFTER INSERT OR DELETE ON requests_supportrequest
  FOR EACH ROW EXECUTE FUNCTION requests_keep_tallies();
CREATE TRIGGER tally_change AFTER UPDATE ON requests_supportrequest
  FOR EACH ROW WHEN (
    (old.status, old.pending_reason, old.is_restricted, old.type, old.is_major,
     old.team_id, old.assignee_id, old.service_id,
     old.due_at IS NULL, old.used_mark >= 75, old.used_mark >= 100)
    IS DISTINCT FROM
    (new.status, new.pending_reason, new.is_restricted, new.type, new.is_major,
     new.team_id, new.assignee_id, new.service_id,
     new.due_at IS NULL, new.used_mark >= 75, new.used_mark >= 100))
  EXECUTE FUNCTION requests_keep_tallies();
ALTER TABLE requests_supportrequest ENABLE ALWAYS TRIGGER tally;
ALTER TABLE requests_supportrequest ENABLE ALWAYS TRIGGER tally_change;

INSERT INTO requests_opentally (team_id, assignee_id, status, pending_reason, mark, change)
SELECT team_id, assignee_id, status, pending_reason,
       CASE WHEN due_at IS NULL OR used_mark < 75 THEN 0 WHEN used_mark < 100 THEN 75 ELSE 100 END,
       count(*)
FROM requests_supportrequest
WHERE NOT is_restricted
  AND status IN ('new', 'classified', 'assigned', 'in_progress', 'pending', 'resolved')
GROUP BY 1, 2, 3, 4, 5;
INSERT INTO requests_incidenttally (team_id, service_id, is_major, change)
SELECT team_id, service_id, is_major, count(*)
FROM requests_supportrequest
WHERE NOT is_restricted AND type = 'incident'
  AND status IN ('new', 'classified', 'assigned', 'in_progress', 'pending', 'resolved')
GROUP BY 1, 2, 3;
"""

UNDO = """
DROP TRIGGER tally ON requests_supportrequest;
DROP TRIGGER tally_change ON requests_supportrequest;
DROP FUNCTION requests_keep_tallies();
DROP FUNCTION requests_tell_tallies(requests_supportrequest, integer);
"""


# nothing checks it and no index follows it
TEAM = models.ForeignKey(
    db_constraint=False,
    db_index=False,
    null=True,
    on_delete=django.db.models.deletion.DO_NOTHING,
    related_name="+",
    to="people.team",
)


class Migration(migrations.Migration):
    dependencies = [("requests", "0030_board_indexes")]

    operations = [
        migrations.CreateModel(
            name="OpenTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("status", models.CharField(max_length=12)),
                ("pending_reason", models.CharField(max_length=12)),
                ("mark", models.PositiveSmallIntegerField()),
                ("change", models.IntegerField()),
                ("team", TEAM),
                ("assignee_id", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="IncidentTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_major", models.BooleanField()),
                ("change", models.IntegerField()),
                ("team", TEAM),
                ("service_id", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.RunSQL(FUNCTIONS + TRIGGERS, UNDO),
    ]
