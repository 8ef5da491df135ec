"""When somebody may hear about their pages again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of reminders."""

    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Herinnering",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("lezer", models.CharField(max_length=40, unique=True, verbose_name="lezer")),
                ("next_at", models.DateTimeField(verbose_name="volgende keer vanaf")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="laatste keer op")),
            ],
            options={"verbose_name": "herinnering", "verbose_name_plural": "herinneringen"},
        ),
    ]
