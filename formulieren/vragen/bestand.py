"""Question type: one or more files. Who doesn't have a file now says why, and can send all the same. Sensitive."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.soorten import BY_NAME, GROUPS, extensions_of, soorten_of
from formulieren.vragen.base import AnswerErrors, VraagType
from formulieren.vragen.texts import clean_line, clean_text
from formulieren.vragen.widgets import ErrorTarget

MOST_FILES = 20
MOST_REASON = 500
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# States of a file that the reader must know of; a refused one no longer counts.
QUARANTINE, REFUSED = "quarantaine", "geweigerd"
GROUP_LABELS = {
    "pdf": gettext_lazy("Pdf"),
    "foto": gettext_lazy("Foto's: jpg, png, webp, heic"),
    "tekst": gettext_lazy("Teksten: docx, odt, txt"),
    "rekenblad": gettext_lazy("Rekenbladen: xlsx, ods"),
}
# For residents; every extension stands in the input's accept attribute, where the browser reads it.
GROUP_WORDS = {
    "pdf": gettext_lazy("een pdf"),
    "foto": gettext_lazy("een foto (jpg, png en andere)"),
    "tekst": gettext_lazy("een tekst (bijvoorbeeld uit Word)"),
    "rekenblad": gettext_lazy("een rekenblad (bijvoorbeeld uit Excel)"),
}


class BestandInput(ErrorTarget, forms.Widget):
    """The files that are there, each with a button to remove it, and the browser's own input for more.

    Reads the tick and the reason only: which files there are, the server knows and a POST can't say.
    """

    template_name = "formulieren/widgets/bestand.html"
    use_fieldset = True
    needs_multipart_form = True
    # Gives the address to download a file by its id; without it names are no links.
    link_to: Callable[[str], str] | None = None

    def __init__(self, *, groups: tuple[str, ...], most: int, later: bool) -> None:
        """Takes files of `groups`, at most `most`; `later` offers to send without."""
        super().__init__()
        self.groups, self.most, self.later = groups, most, later

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The files with their sizes in words, the limits, and the tick with its reason."""
        context = super().get_context(name, value, attrs)
        given = value if isinstance(value, dict) else {}
        items = [item for item in given.get("bestanden") or () if isinstance(item, dict)]
        invalid = self.invalid_parts or frozenset()
        kept = [item for item in items if item.get("stand") != REFUSED]
        context.update(
            # The whole question, so that its list of files is in view again.
            doel=f"vraag-{name}",
            base=context["widget"]["attrs"].get("id") or f"id_{name}",
            bestanden=[
                {**item, "omvang": size_text(item.get("grootte")), "url": self._link(item)} for item in kept
            ],
            geweigerd=[item for item in items if item.get("stand") == REFUSED],
            melding=given.get("melding", ""),
            vol=len(kept) >= self.most,
            accept=",".join(f".{extension}" for extension in extensions_of(self.groups)),
            soorten=_in_words(self.groups),
            hoogste_mb=settings.LOKET_UPLOAD_FILE_BYTES // (1024 * 1024),
            hoogste_aantal=self.most,
            mag_later=self.later,
            later=given.get("later") == "ja",
            # A control sign was told about; shown again it would break the page.
            reden="".join(char for char in str(given.get("reden", "")) if char.isprintable()),
            fout="" in invalid,
            reden_fout="reden" in invalid,
            disabled=bool(context["widget"]["attrs"].get("disabled")),
        )
        return context

    def _link(self, item: Mapping[str, Any]) -> str:
        return self.link_to(str(item.get("id"))) if self.link_to and not item.get("stand") else ""

    def format_value(self, value: Any) -> None:
        """Nothing: `get_context` shows the parts."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        """The tick and the reason as they were posted."""
        return {
            "bestanden": (),
            "later": data.get(f"{name}-later", ""),
            "reden": data.get(f"{name}-reden", ""),
        }

    def error_target(self, auto_id: str, part: str) -> str:
        """The reason, or the input for files."""
        return f"{auto_id}-reden" if part == "reden" else auto_id


class Bestand(VraagType):
    """Stored as {"bestanden": [{"id", "naam", "grootte", "soort"}], "reden": ""}; grootte in bytes.

    The content is the work of formulieren.bijlagen; an answer only names it.
    """

    name = "bestand"
    label = gettext_lazy("Bestand of foto")
    icon = "doc-full"
    sensitive = True
    takes_files = True
    in_groep = False
    defaults: ClassVar[Mapping[str, Any]] = {"soorten": ("pdf", "foto"), "maximum": 5, "mag_later": True}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """The kinds, how many, and whether one may send without."""
        return [
            (
                "soorten",
                blocks.MultipleChoiceBlock(
                    choices=list(GROUP_LABELS.items()),
                    label=gettext_lazy("Welke bestanden mogen?"),
                    default=["pdf", "foto"],
                    widget=forms.CheckboxSelectMultiple,
                ),
            ),
            (
                "maximum",
                blocks.IntegerBlock(
                    label=gettext_lazy("Hoeveel bestanden mogen?"),
                    min_value=1,
                    max_value=MOST_FILES,
                    default=5,
                ),
            ),
            (
                "mag_later",
                blocks.BooleanBlock(
                    label=gettext_lazy("Versturen mag ook zonder bestand, met een reden"),
                    help_text=gettext_lazy("Alleen van belang bij een verplichte vraag."),
                    required=False,
                    default=True,
                ),
            ),
        ]

    def config_from_block(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The settings; without a choice of kinds the usual ones."""
        later = value.get("mag_later")
        return {
            "soorten": [group for group in GROUPS if group in (value.get("soorten") or ())]
            or list(self.defaults["soorten"]),
            "maximum": int(value.get("maximum") or self.defaults["maximum"]),
            "mag_later": True if later is None else bool(later),
        }

    def check_config(self, vraag: VraagSchema) -> None:
        """Known groups, a number within bounds, and a yes or no."""
        super().check_config(vraag)
        groups, most = self.setting(vraag, "soorten"), self.setting(vraag, "maximum")
        if not groups or set(groups) - set(GROUPS) or not 1 <= most <= MOST_FILES:
            raise SchemaError(
                f"Kies bij '{vraag.label}' welke bestanden mogen, en een aantal van 1 tot {MOST_FILES}.",
                vraag.bron,
            )

    def file_rules(self, vraag: VraagSchema) -> tuple[tuple[str, ...], int]:
        """The groups of kinds and the number of files."""
        return tuple(self.setting(vraag, "soorten")), int(self.setting(vraag, "maximum"))

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """The files and the input for more."""
        groups, most = self.file_rules(vraag)
        return BestandInput(
            groups=groups, most=most, later=vraag.verplicht and self.setting(vraag, "mag_later")
        )

    def to_raw(self, value: Any) -> dict[str, Any]:
        """The files, and the tick when there is a reason."""
        return {
            "bestanden": tuple(value["bestanden"]),
            "later": "ja" if value["reden"] else "",
            "reden": value["reden"],
        }

    def normalise(self, vraag: VraagSchema, raw: Any) -> dict[str, Any] | None:
        """Files and reason, None without either. `fouten` (what was wrong with files just sent) are raised again."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, dict):
            raise AnswerError(_unclear())
        told, files = raw.get("fouten") or (), raw.get("bestanden") or ()
        if not isinstance(told, list | tuple) or not isinstance(files, list | tuple):
            raise AnswerError(_unclear())
        errors = [AnswerError(str(text)) for text in told]
        groups, most = self.file_rules(vraag)
        kinds = {soort.name for soort in soorten_of(groups)}
        kept = [_checked(item, kinds) for item in files if not _is_refused(item)]
        if len(kept) > most:
            errors.append(
                AnswerError(_("Bij deze vraag mag u %(aantal)s bestanden sturen.") % {"aantal": most})
            )
        reason = clean_text(raw.get("reden"), max_length=MOST_REASON)
        ticked = clean_line(raw.get("later", "ja"), max_length=20) == "ja"
        if ticked and "later" in raw and not reason and self._may_be_later(vraag):
            errors.append(AnswerError(_("Schrijf op waarom u dit bestand nu niet hebt."), "reden"))
        if errors:
            raise AnswerErrors(errors)
        if not self._may_be_later(vraag):
            reason = ""
        return {"bestanden": kept, "reden": reason} if kept or reason else None

    def required_text(self, vraag: VraagSchema) -> str:
        """Add a file, or say why not."""
        if not self._may_be_later(vraag):
            return _("Kies een bestand bij “%(vraag)s”.") % {"vraag": vraag.label}
        return _(
            "Kies een bestand bij “%(vraag)s”. Hebt u het nu niet? Zet dan een vinkje en schrijf op waarom."
        ) % {"vraag": vraag.label}

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """A line for each file with its size, and the reason."""
        lines = []
        for item in value["bestanden"]:
            line = f"{item['naam']} ({size_text(item['grootte'])})"
            if item.get("stand") == QUARANTINE:
                line = _("%(bestand)s: wij kijken dit bestand nog na") % {"bestand": line}
            elif item.get("stand") == REFUSED:
                line = _("%(bestand)s: dit bestand was niet veilig en is weg") % {"bestand": line}
            lines.append(line)
        if value["reden"]:
            lines.append(_("Ik heb dit nu niet. Reden: %(reden)s") % {"reden": value["reden"]})
        return "\n".join(lines)

    def masked(self, vraag: VraagSchema, value: Any) -> str:
        """Without the reason: that can tell about somebody's life. A receipt does name each file."""
        if not value["bestanden"]:
            return _("Ik heb dit nu niet.")
        return self.display(vraag, {**value, "reden": ""})

    def display_blank(self) -> str:
        """Nothing was sent."""
        return _("Geen bestand")

    def _may_be_later(self, vraag: VraagSchema) -> bool:
        return bool(vraag.verplicht and self.setting(vraag, "mag_later"))


def size_text(size: Any) -> str:
    """A number of bytes in words, such as "1,2 MB"."""
    return str(filesizeformat(size if isinstance(size, int) else 0))


def _in_words(groups: tuple[str, ...]) -> str:
    words = [str(GROUP_WORDS[group]) for group in GROUPS if group in groups]
    if len(words) < 2:
        return "".join(words)
    return _("%(eerste)s of %(laatste)s") % {"eerste": ", ".join(words[:-1]), "laatste": words[-1]}


def _is_refused(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("stand") == REFUSED


def _checked(item: Any, kinds: set[str]) -> dict[str, Any]:
    """One file of an answer with nothing but the known parts; AnswerError when one isn't as we write it."""
    if not isinstance(item, Mapping):
        raise AnswerError(_unclear())
    uuid, size, kind = item.get("id"), item.get("grootte"), item.get("soort")
    name = clean_line(item.get("naam"), max_length=200)
    if not isinstance(uuid, str) or not _ID.fullmatch(uuid) or not name:
        raise AnswerError(_unclear())
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise AnswerError(_unclear())
    if not isinstance(kind, str) or kind not in kinds or kind not in BY_NAME:
        raise AnswerError(_unclear())
    found = {"id": uuid, "naam": name, "grootte": size, "soort": kind}
    return {**found, "stand": QUARANTINE} if item.get("stand") == QUARANTINE else found


def _unclear() -> str:
    return _("Wij begrijpen dit antwoord niet. Kies uw bestand opnieuw.")


TYPE = Bestand()
