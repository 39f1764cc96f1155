"""The five tiers there are: the desk has twenty minutes, the others the time it takes."""

from django.db import migrations

BOXES = {"0": None, "1": 20, "2": None, "3": None, "X": None}


def fill(apps, schema_editor):
    tier = apps.get_model("people", "Tier")
    for code, minutes in BOXES.items():
        tier.objects.get_or_create(code=code, defaults={"box_minutes": minutes})


class Migration(migrations.Migration):
    dependencies = [("people", "0003_tiers")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
