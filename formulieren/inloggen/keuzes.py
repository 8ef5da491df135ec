"""What an editor chooses from: whether residents log in on a form."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from formulieren.flow.toegang import Login


class LoginKeuze(models.TextChoices):
    """The values of `flow.toegang.Login`, as an editor reads them."""

    NIET = Login.NIET.value, _("Niet nodig")
    MAG = Login.MAG.value, _("Mag: wie inlogt, hoeft minder in te vullen")
    MOET = Login.MOET.value, _("Moet: zonder inloggen kan het niet")
