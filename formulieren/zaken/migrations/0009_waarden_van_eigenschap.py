from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("zaken", "0008_koppelingen")]

    operations = [
        migrations.AddField(
            model_name="eigenschap",
            name="waarden",
            field=models.JSONField(blank=True, default=list, verbose_name="toegestane waarden"),
        ),
    ]
