"""The bucket for requests whose service nobody could tell yet, and one category for all."""

from django.db import migrations


def add_buckets(apps, schema_editor):
    apps.get_model("catalogue", "Service").objects.get_or_create(
        key="unknown",
        defaults={"name": "Unknown service", "names": {"sv": "Okänd tjänst"}, "is_unknown": True},
    )
    apps.get_model("catalogue", "Category").objects.get_or_create(
        key="other", defaults={"name": "Something else", "names": {"sv": "Något annat"}}
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(add_buckets, migrations.RunPython.noop)]
