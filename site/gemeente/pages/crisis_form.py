"""The form of the crisis message in the admin: it calls the services, and taking down never fails."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

_WORDS = ("titel", "tekst", "telefoon")


class CrisisForm(WagtailAdminModelForm):
    """With "bericht tonen" ticked the words are checked; without it nothing about them can stop the form."""

    def _clean_fields(self) -> None:
        super()._clean_fields()
        if self.cleaned_data.get("actief"):
            return
        stored = type(self.instance).objects.filter(pk=self.instance.pk).first()
        for name in [name for name in _WORDS if name in self._errors]:
            del self._errors[name]
            self.cleaned_data[name] = getattr(stored, name, "")

    def _get_validation_exclusions(self) -> set[str]:
        exclude: set[str] = super()._get_validation_exclusions()
        return exclude if self.cleaned_data.get("actief") else exclude | set(_WORDS)

    def save(self, commit: bool = True) -> Any:
        """Publish or clear through the service, which checks the right again and writes the log."""
        from gemeente.pages.crisis import clear_crisisbericht, publish_crisisbericht  # they import the model

        if not commit:
            return super().save(commit=False)
        words = {name: self.cleaned_data[name] for name in _WORDS}
        site = self.instance.site
        if self.cleaned_data["actief"]:
            return publish_crisisbericht(site=site, user=self.for_user, **words)
        return clear_crisisbericht(site=site, user=self.for_user, prepared=words)
