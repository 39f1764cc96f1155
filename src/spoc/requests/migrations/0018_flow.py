from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests", "0017_macros")]
    operations = []
