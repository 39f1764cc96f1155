"""Each document says in which span of numbers its record stands: so the newest are found first."""

from django.db import migrations

SPANS = "ARRAY['era:' || subject_id / 1024, 'age:' || subject_id / 16384]"


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"UPDATE search_document SET vector = vector || array_to_tsvector({SPANS})",
            f"UPDATE search_document SET vector = ts_delete(vector, {SPANS})",
        ),
    ]
