"""What came in, was solved and is not classified is kept too, by quarters of an hour."""

from django.db import migrations, models

FUNCTION = """
CREATE FUNCTION requests_keep_flow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO requests_flowtally (kind, quarter, change)
  SELECT kind, date_bin('15 minutes', moment, TIMESTAMPTZ '2000-01-01 00:00:00+00'), sum(change)
  FROM (VALUES
    ('came', old.created_at, NOT old.is_restricted, -1),
    ('fresh', old.created_at, NOT old.is_restricted AND old.status = 'new', -1),
    ('solved', old.resolved_at, NOT old.is_restricted, -1),
    ('came', new.created_at, NOT new.is_restricted, 1),
    ('fresh', new.created_at, NOT new.is_restricted AND new.status = 'new', 1),
    ('solved', new.resolved_at, NOT new.is_restricted, 1)
  ) AS told (kind, moment, is_so, change)
  WHERE is_so AND moment IS NOT NULL
  GROUP BY 1, 2 HAVING sum(change) <> 0;
  RETURN NULL;
END $$;
"""

# what nobody writes meanwhile is counted once: making a trigger holds the table
TRIGGERS = """
CREATE TRIGGER flow AFTER INSERT OR DELETE ON requests_supportrequest
  FOR EACH ROW EXECUTE FUNCTION requests_keep_flow();
CREATE TRIGGER flow_change AFTER UPDATE ON requests_supportrequest
  FOR EACH ROW WHEN (
    (old.created_at, old.resolved_at, old.is_restricted, old.status = 'new')
    IS DISTINCT FROM
    (new.created_at, new.resolved_at, new.is_restricted, new.status = 'new'))
  EXECUTE FUNCTION requests_keep_flow();
ALTER TABLE requests_supportrequest ENABLE ALWAYS TRIGGER flow;
ALTER TABLE requests_supportrequest ENABLE ALWAYS TRIGGER flow_change;

INSERT INTO requests_flowtally (kind, quarter, change)
SELECT kind, date_bin('15 minutes', moment, TIMESTAMPTZ '2000-01-01 00:00:00+00'), count(*)
FROM (
  SELECT 'came' AS kind, created_at AS moment, is_restricted FROM requests_supportrequest
  UNION ALL
  SELECT 'fresh', created_at, is_restricted FROM requests_supportrequest WHERE status = 'new'
  UNION ALL
  SELECT 'solved', resolved_at, is_restricted FROM requests_supportrequest
) AS each
WHERE moment >= date_trunc('hour', now()) - interval '35 days' AND NOT is_restricted
GROUP BY 1, 2;
"""

UNDO = """
DROP TRIGGER flow ON requests_supportrequest;
DROP TRIGGER flow_change ON requests_supportrequest;
DROP FUNCTION requests_keep_flow();
"""


class Migration(migrations.Migration):
    dependencies = [("requests", "0033_requests_of_one")]

    operations = [
        migrations.CreateModel(
            name="FlowTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=6)),
                ("quarter", models.DateTimeField()),
                ("change", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["kind", "quarter"], include=["change"], name="flow_by_quarter"
                    )
                ]
            },
        ),
        migrations.RunSQL(FUNCTION + TRIGGERS, UNDO),
    ]
