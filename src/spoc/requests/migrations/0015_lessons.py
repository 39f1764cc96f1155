from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests", "0014_usual_rungs")]
    operations = []
