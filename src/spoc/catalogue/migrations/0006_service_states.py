"""What was out of use is retired."""

from django.db import migrations


def tell(apps, schema_editor):
    apps.get_model("catalogue", "Service").objects.filter(is_live=False).update(state="retired")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_offerings")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
