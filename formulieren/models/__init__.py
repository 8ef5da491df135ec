"""The form as an editor makes it, and its frozen versions."""

from formulieren.models.formulier import FormulierPage
from formulieren.models.versie import FormulierVersie

__all__ = ["FormulierPage", "FormulierVersie"]
