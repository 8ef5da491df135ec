"""Routes get a language and a translation key, so that each language of a page has its own texts."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

MODELS = {"StandaardKanaalroute": "productgroep", "ProductKanaalroute": "product"}


def fill(apps, schema_editor):
    """Existing routes speak the language of their page."""
    for name, parent in MODELS.items():
        model = apps.get_model("producten", name)
        for row in model.objects.select_related(parent):
            row.translation_key = uuid.uuid4()
            row.locale_id = getattr(row, parent).locale_id
            row.save(update_fields=["translation_key", "locale"])
    if schema_editor.connection.vendor == "postgresql":
        # Checks of foreign keys that wait for the end of the transaction would block the next step.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _fields(null):
    locale = models.ForeignKey(
        editable=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="wagtailcore.locale",
        verbose_name="locale",
    )
    key = models.UUIDField(editable=False, null=True) if null else models.UUIDField(default=uuid.uuid4, editable=False)
    return {"translation_key": key, "locale": locale}


class Migration(migrations.Migration):
    dependencies = [("producten", "0001_initial"), ("wagtailcore", "0001_initial")]

    operations = [
        *(
            migrations.AddField(model, name, field)
            for model in ("standaardkanaalroute", "productkanaalroute")
            for name, field in _fields(null=True).items()
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            migrations.AlterField(model, name, field)
            for model in ("standaardkanaalroute", "productkanaalroute")
            for name, field in _fields(null=False).items()
        ),
        *(
            migrations.AlterUniqueTogether(model, {("translation_key", "locale")})
            for model in ("standaardkanaalroute", "productkanaalroute")
        ),
    ]
