"""What the desk searches in, beside its notes; filled for the rows that are there."""

import html

from django.db import migrations, models
from django.utils.html import strip_tags

from basis.words import fold


def fill(apps, schema_editor):
    """Fold what is there, as the service does at each save."""
    Medewerkerinfo = apps.get_model("producten", "Medewerkerinfo")
    Medewerkervraag = apps.get_model("producten", "Medewerkervraag")
    for info in Medewerkerinfo.objects.all():
        rows = Medewerkervraag.objects.filter(info_id=info.pk).values_list("vraag", "antwoord")
        parts = [html.unescape(strip_tags(info.notities.replace("<", " <"))), *(f"{v} {a}" for v, a in rows)]
        Medewerkerinfo.objects.filter(pk=info.pk).update(zoektekst=fold(" ".join(parts)))


class Migration(migrations.Migration):
    """The column, and its contents."""

    dependencies = [("producten", "0006_tarief_block")]

    operations = [
        migrations.AddField(
            model_name="medewerkerinfo",
            name="zoektekst",
            field=models.TextField(
                blank=True,
                editable=False,
                help_text="Notities, vragen en antwoorden zonder opmaak, om in te zoeken.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
