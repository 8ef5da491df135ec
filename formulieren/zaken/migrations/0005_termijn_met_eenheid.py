"""A term has a unit: its number no longer says days."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("zaken", "0004_bewaren")]

    operations = [
        migrations.RenameField("zaaktype", "doorlooptijd_dagen", "doorlooptijd"),
        migrations.RenameField("zaaktype", "servicenorm_dagen", "servicenorm"),
    ]
