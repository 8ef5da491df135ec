"""A zaak from form to closed as its owner lives it: without JavaScript, with the keyboard alone, 320 pixels wide.

And all pages about a zaak through axe, wide and narrow.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from formulieren.inzendingen import outbox
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Aanvulverzoek, Resultaattype, Statustype, Zaak, Zaakinformatieobject
from formulieren.zaken.services import set_status
from formulieren.zaken.services.aanvulling import ask_aanvulling
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_document import add_document
from formulieren.zaken.services.behandelen_sluiten import close_zaak
from tests.formulieren.bijlagen.support import upload
from tests.formulieren.conftest import make_formulier
from tests.formulieren.zaken.volgen_support import VOLGEN, Eigenaar, code_in, make_zaaktype, send_in
from tests.journeys.test_kaart import axe_faults
from tests.journeys.test_werklijst import resize
from tests.support.browser import NARROW, WIDE
from tests.support.keyboard import Keyboard
from tests.support.site import make_home, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def demo(settings: Any, tmp_path: Path, quiet_browser: None, live_server: Any) -> None:
    """A live form, and mail that is kept in a folder as in the demo."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path / "mail")}}}
    settings.LOKET_BASE_URL = live_server.url
    make_zaaktype()
    home = publish(make_home())
    publish(make_formulier(home, title="Een lamp melden"))


@pytest.fixture
def ans(django_user_model: Any) -> Any:
    """Handles the zaak; the screens of the admin have journeys of their own."""
    return django_user_model.objects.create_user("ans")


def send_form(user: Keyboard) -> tuple[str, str]:
    """Fills the form in and sends it; reference and code of the receipt."""
    user.open("/formulier/proef/stap/melding/")
    user.go_to("#id_soort_0")
    user.press(Keys.SPACE)
    user.type("#id_wat", "De lamp is stuk")
    user.go_to("#id_gevaar_0")
    user.press(Keys.SPACE)
    user.choose("form.loket-formulier button")
    user.type("#id_naam", "Jan Jansen")
    user.type("#id_email", "jan@voorbeeld.nl")
    user.choose("form.loket-formulier button")
    user.choose("form.loket-formulier button", "Verstuur")
    reference, code = [e.text for e in user.browser.find_elements(By.CSS_SELECTOR, ".loket-bewijs strong")]
    return reference, code


def follow(user: Keyboard, reference: str, code: str) -> None:
    """Types reference and code."""
    user.type("#id_nummer", reference)
    user.type("#id_code", code)
    user.choose("form.loket-formulier button", "Bekijk uw aanvraag")


def newest_mail(user: Keyboard, subject: str) -> str:
    """Has the worker mail, and opens the newest mail of the demo with this subject; its text."""
    outbox.process_due()
    user.open("/demo/mail/")
    user.choose("main h2 a", subject)
    return user.browser.find_element(By.CSS_SELECTOR, ".loket-rijk").text


def main_text(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "main").text


def test_from_form_to_closed_with_the_mails_in_view(
    plain_browser: webdriver.Chrome, live_server: Any, demo: None, ans: Any, tmp_path: Path
) -> None:
    user = Keyboard(plain_browser, live_server.url)
    reference, code = send_form(user)
    zaak = Zaak.objects.get(identificatie=reference)
    assert code in newest_mail(user, "Wij hebben uw bericht ontvangen")

    # Reference and code give status and dates.
    user.open("/volg-uw-aanvraag/")
    follow(user, reference, "XXXX-XXXX-XXXX-XXXX")
    assert plain_browser.switch_to.active_element.get_attribute("id") == "fouten"
    follow(user, reference, code)
    assert user.heading() == "Een lamp melden"
    page = f"/volg-uw-aanvraag/{reference}/"
    now = plain_browser.find_element(By.CSS_SELECTOR, ".loket-tijdlijn [aria-current=step]")
    assert "Ontvangen" in now.text and "De lamp is stuk" not in main_text(plain_browser)

    # An employee goes on: a mail, and the page.
    set_status(zaak=zaak, statustype=Statustype.objects.get(volgnummer=2), toelichting="Morgen.", actor=ans)
    assert "Morgen." in newest_mail(user, "Nieuws over uw aanvraag: Bezig")
    user.choose("main .loket-rijk a", "volg-uw-aanvraag")
    assert plain_browser.find_element(By.ID, "id_nummer").get_attribute("value") == reference

    # A question: first a code by e-mail, then the question, then the answer with a file.
    ask_aanvulling(
        zaak=zaak,
        vraag="Welke kleur heeft de lamp?",
        reageren_voor=timezone.localdate() + timedelta(days=7),
        opschorten=True,
        actor=ans,
    )
    assert "Welke kleur" not in newest_mail(user, "Wij hebben een vraag voor u")
    user.open(page)
    assert "Welke kleur" not in main_text(plain_browser)
    user.choose("main a", "Lees de vraag en geef antwoord")
    user.choose("main button", "Stuur mij een code")
    assert "Wij sturen u een e-mail" in plain_browser.find_element(By.CSS_SELECTOR, "[role=status]").text
    once = code_in(newest_mail(user, "Uw code voor één keer"))
    user.open(f"{page}code/")
    user.type("#id_code", "vals")
    user.choose("main form.loket-formulier button")
    assert plain_browser.switch_to.active_element.get_attribute("id") == "fouten"
    user.type("#id_code", once)
    user.choose("main form.loket-formulier button")
    assert "De lamp is stuk" in main_text(plain_browser)
    user.choose("main a", "Geef antwoord")
    assert "Welke kleur heeft de lamp?" in main_text(plain_browser)
    user.choose("main button", "Verstuur uw antwoord")
    assert plain_browser.switch_to.active_element.get_attribute("id") == "fouten"
    user.type("#id_antwoord", "Geel")
    photo = tmp_path / "kleur.txt"
    photo.write_text("Geel, met een stip.")
    field = f"vraag.{Aanvulverzoek.objects.get().pk}"
    plain_browser.find_element(By.NAME, field).send_keys(str(photo))
    user.choose("main button", "Verstuur uw antwoord")
    assert "Wij hebben uw antwoord" in plain_browser.find_element(By.CSS_SELECTOR, "[role=status]").text
    verzoek = Aanvulverzoek.objects.get()
    assert verzoek.antwoord == "Geel" and verzoek.documenten.count() == 1

    # The decision, a document, and the end.
    decide(zaak=zaak, tekst="Wij maken de lamp.\n\nDat kost u niets.", actor=ans)
    close_zaak(zaak=zaak, resultaattype=Resultaattype.objects.get(omschrijving="Toegekend"), actor=ans)
    assert "Bezwaar maken kan tot en met" in newest_mail(user, "Wij hebben een besluit genomen")
    assert "Het is klaar." in newest_mail(user, "Nieuws over uw aanvraag: Klaar")
    user.open(page)
    assert "Wij zijn klaar sinds" in main_text(plain_browser) and "Toegekend" in main_text(plain_browser)
    user.choose("main a", "Lees het besluit")
    assert user.heading() == "Ons besluit" and "U kunt bezwaar maken tot en met" in main_text(plain_browser)
    user.choose("main a", "Terug naar uw aanvraag")
    user.choose("main button", "Klaar, sluit af")
    assert user.heading() == "Volg uw aanvraag"
    user.open(page)
    assert plain_browser.switch_to.active_element.get_attribute("id") == "fouten"


def test_somebody_who_logs_in_sees_what_is_theirs(
    plain_browser: webdriver.Chrome, live_server: Any, demo: None
) -> None:
    zaak, _receipt = send_in(FormulierVersie.objects.get(), wie="sara")
    user = Keyboard(plain_browser, live_server.url)
    user.open("/volg-uw-aanvraag/")
    user.choose("main a", "Ga naar Mijn zaken")
    user.choose("main button", "Proef-login")
    user.go_to("main input[value=sara]")
    user.press(Keys.SPACE)
    user.choose("main button[type=submit]")
    assert user.heading() == "Mijn zaken" and "Bezig (1)" in main_text(plain_browser)
    user.choose("main h3 a", "Een lamp melden")
    assert "De lamp is stuk" in main_text(plain_browser)
    user.choose("main a", "Trek uw aanvraag in")
    assert user.heading() == "Wilt u uw aanvraag intrekken?"
    user.choose("main button", "Ja, trek mijn aanvraag in")
    assert (
        "U hebt uw aanvraag ingetrokken" in plain_browser.find_element(By.CSS_SELECTOR, "[role=status]").text
    )
    zaak.refresh_from_db()
    assert zaak.einddatum is not None
    user.choose("main a", "Terug naar Mijn zaken")
    assert "Klaar (1)" in main_text(plain_browser)


class Looker:
    """Looks at pages with axe, wide and narrow, in a browser that has the session of `owner`."""

    def __init__(self, browser: webdriver.Chrome, base: str, owner: Eigenaar) -> None:
        self.browser, self.base, self.owner = browser, base, owner
        self.wrong: list[str] = []
        browser.get(f"{base}/robots.txt")

    def open(self, path: str, says: str, button: str = "") -> None:
        """Opens `path`, presses `button` if there is one, and looks; `says` stands there, or it is another page."""
        name = django_settings.SESSION_COOKIE_NAME
        self.browser.delete_all_cookies()
        if name in self.owner.client.cookies:
            self.browser.add_cookie({"name": name, "value": self.owner.client.cookies[name].value})
        self.browser.get(f"{self.base}{path}")
        if button:
            old = self.browser.find_element(By.TAG_NAME, "main")
            self.browser.find_element(By.CSS_SELECTOR, button).send_keys(Keys.ENTER)
            Keyboard(self.browser, self.base).wait_until_gone(old)
        assert says in main_text(self.browser), f"{path}: {main_text(self.browser)}"
        for size in (WIDE, NARROW):
            resize(self.browser, size)
            place = f"{path} {says!r} at {size[0]}"
            width = self.browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"]
            if width > size[0]:
                self.wrong.append(f"{place} is {width} pixels wide")
            self.wrong += [f"{place}: {fault}" for fault in axe_faults(self.browser)]


def test_axe_finds_nothing_on_the_pages_about_a_zaak(
    browser: webdriver.Chrome, live_server: Any, quiet_browser: None, ans: Any
) -> None:
    make_zaaktype(volgen="documenten")
    publish(make_formulier(publish(make_home()), title="Een lamp melden"))
    zaak, receipt = send_in(FormulierVersie.objects.get())
    owner = Eigenaar(Client())
    look = Looker(browser, live_server.url, owner)
    page = f"{VOLGEN}{zaak.identificatie}/"

    look.open(VOLGEN, "Volg uw aanvraag")
    look.open(VOLGEN, "Vul uw nummer in", button="form.loket-formulier button")
    verzoek = ask_aanvulling(
        zaak=zaak,
        vraag="Welke kleur heeft de lamp?",
        reageren_voor=timezone.localdate() + timedelta(days=7),
        opschorten=True,
        document_gevraagd=True,
        actor=ans,
    )
    owner.follow(receipt)
    look.open(page, "Wij hebben een vraag voor u")
    look.open(f"{page}code/", "Stuur mij een code")
    owner.type_code(zaak.identificatie, owner.ask_code(zaak.identificatie))
    look.open(page, "Welke kleur heeft de lamp?")
    look.open(f"{page}vraag/{verzoek.uuid}/", "Welke kleur heeft de lamp?")
    look.open(
        f"{page}vraag/{verzoek.uuid}/",
        "Er is nog 1 ding dat niet klopt",
        button="main form.loket-formulier button",
    )
    look.open(f"{page}intrekken/", "Wilt u uw aanvraag intrekken?")

    brief = add_document(
        zaak=zaak,
        upload=upload("brief.txt", b"Uw lamp doet het weer."),
        titel="Onze brief",
        voor_inwoner=True,
        actor=ans,
    )
    decide(zaak=zaak, tekst="Wij maken de lamp.\n\nDat kost u niets.", actor=ans)
    close_zaak(zaak=zaak, resultaattype=Resultaattype.objects.get(omschrijving="Toegekend"), actor=ans)
    look.open(page, "Onze brief")
    look.open(f"{page}besluit/", "Wij maken de lamp.")
    Zaakinformatieobject.objects.filter(pk=brief.pk).update(
        bijlage=None, zgw_url="https://zgw.voorbeeld.nl/1"
    )
    look.open(f"{page}document/{brief.uuid}/", "Het document openen lukt niet")

    send_in(FormulierVersie.objects.get(), wie="sara")
    owner.client.logout()
    look.open("/mijn-zaken/inloggen/", "Proef-login")
    owner.log_in("sara")
    look.open("/mijn-zaken/", "Een lamp melden")
    assert look.wrong == []
