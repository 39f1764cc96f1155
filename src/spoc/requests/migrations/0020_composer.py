from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests", "0019_custom_fields")]
    operations = []
