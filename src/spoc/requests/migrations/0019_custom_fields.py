from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests", "0018_flow")]
    operations = []
