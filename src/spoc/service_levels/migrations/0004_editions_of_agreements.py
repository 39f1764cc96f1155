import uuid

from django.db import migrations, models


def give_each_its_own(apps, schema_editor):
    agreements = apps.get_model("service_levels", "Agreement")
    for pk in agreements.objects.values_list("pk", flat=True):
        agreements.objects.filter(pk=pk).update(edition=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [
        ("service_levels", "0003_editions"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="edition",
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
    ]
