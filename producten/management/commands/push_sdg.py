"""`manage.py push_sdg`: send the product texts to the SDG entry service, or say what would change."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import override

from a11y_checks.management.arguments import CANNOT, DutchCommand
from producten.feeds.public import default_site
from producten.feeds.sdg import each_sdg
from producten.feeds.sdg_client import SdgClient, SdgError
from producten.feeds.sdg_records import SdgPlan, SdgProduct, Verschil, make_plan
from producten.models import CatalogusSettings

# A text in a difference is cut off here: who wants all of it looks at the page.
_SHOWN = 120


class Command(DutchCommand):
    help = (
        "Stuurt de teksten naar de SDG-invoervoorziening, als concept. Code 0: klaar, 1: er ging iets niet, "
        "2: niet begonnen of afgebroken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do with what differs."""
        parser.add_argument("--dry-run", action="store_true", help="zeg wat er zou veranderen en stuur niets")
        parser.add_argument(
            "--publish", action="store_true", help="publiceer meteen, in plaats van als concept"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compare, tell, and send what differs; one refused product does not stop the others."""
        with override("nl"):
            publish = options["publish"]
            client, organisatie = self._prepare(dry_run=options["dry_run"])
            today = timezone.localdate().isoformat() if publish else ""
            ours, left_out = self._ours(today)
            try:
                ours = self._with_known_places(ours, client.locations(organisatie))
                plan = make_plan(ours, client.products(organisatie), publish=publish)
                self._tell(plan)
                failed = 0 if options["dry_run"] else self._send(client, plan)
            except SdgError as problem:
                raise CommandError(str(problem), returncode=CANNOT) from problem
            what = "zou nieuw zijn" if options["dry_run"] else "nieuw"
            self.stdout.write(
                f"{len(plan.nieuw)} {what}, {len(plan.anders)} anders, {len(plan.gelijk)} gelijk, "
                f"{left_out} producten blijven achter."
            )
            if failed or left_out:
                raise SystemExit(1)

    def _prepare(self, *, dry_run: bool) -> tuple[SdgClient, str]:
        """The client and the municipality, or one sentence on what is not set."""
        site = default_site()
        instellingen = CatalogusSettings.for_site(site) if site else None
        if site is None or instellingen is None or not instellingen.complete:
            text = "Zeg eerst bij de instellingen 'landelijke catalogi' welke gemeente dit is."
            raise CommandError(text, returncode=CANNOT)
        if not dry_run and not site.root_url.startswith("https://"):
            text = f"Het adres van deze site begint niet met https: {site.root_url}. De SDG neemt zulke links niet."
            raise CommandError(text, returncode=CANNOT)
        if not settings.LOKET_SDG_URL:
            raise CommandError("Zet het adres van de dienst in LOKET_SDG_URL.", returncode=CANNOT)
        try:
            return SdgClient(settings.LOKET_SDG_URL, settings.LOKET_SDG_TOKEN), instellingen.owms_uri
        except SdgError as problem:
            raise CommandError(str(problem), returncode=CANNOT) from problem

    def _ours(self, publicatie_datum: str) -> tuple[list[SdgProduct], int]:
        """Our products, each national name and doelgroep once, and how many pages are left out."""
        ours: dict[tuple[str, str], SdgProduct] = {}
        owner: dict[tuple[str, str], str] = {}
        left_out = 0
        for uitkomst in each_sdg(publicatie_datum=publicatie_datum):
            reasons = list(uitkomst.reasons)
            for product in uitkomst.products:
                if product.key in ours:
                    reasons.append(
                        f"'{owner[product.key]}' heeft dezelfde UPL-naam en doelgroep; alleen die gaat mee."
                    )
                else:
                    ours[product.key], owner[product.key] = product, uitkomst.title
            if reasons:
                left_out += 1
                self.stdout.write(f"Blijft achter: {uitkomst.pk} {uitkomst.title}: {' '.join(reasons)}")
        return list(ours.values()), left_out

    def _with_known_places(self, ours: list[SdgProduct], known: frozenset[str]) -> list[SdgProduct]:
        """Only counters that the service knows by name: it would refuse the whole product for another."""
        wanted = {naam for product in ours for naam in product.locaties}
        if unknown := sorted(wanted - known):
            self.stdout.write(f"De dienst kent deze locaties niet, ze gaan niet mee: {', '.join(unknown)}.")
        return [
            replace(product, locaties=tuple(naam for naam in product.locaties if naam in known))
            for product in ours
        ]

    def _tell(self, plan: SdgPlan) -> None:
        for product in plan.nieuw:
            self.stdout.write(f"Nieuw: {product.upn_label} ({product.doelgroep})")
        for product, differences in plan.anders:
            self.stdout.write(f"Anders: {product.upn_label} ({product.doelgroep})")
            for difference in differences:
                self.stdout.write(_difference(difference))

    def _send(self, client: SdgClient, plan: SdgPlan) -> int:
        """How many the service refused; an outage stops everything (SdgError)."""
        refused = 0
        for product in plan.to_send:
            try:
                client.send(product)
            except SdgError as problem:
                if not problem.refused:
                    raise
                refused += 1
                self.stdout.write(f"Geweigerd: {product.upn_label} ({product.doelgroep}): {problem}")
        return refused


def _difference(difference: Verschil) -> str:
    return f"  {difference.veld}: {_short(difference.nu)} -> {_short(difference.straks)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return "(leeg)" if not line else line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
