"""Menus, names and help that differ between pages of one site."""

from a11y_checks.consistency import check_consistency
from a11y_checks.document import Document

_PAGE = "<html lang=nl><body>{header}<main><h1>Kop</h1></main>{footer}</body></html>"


def _page(links: str, footer: str = "", header: str = "") -> Document:
    menu = f"<header><nav aria-label='Menu'>{links}</nav>{header}</header>"
    return Document.parse(_PAGE.format(header=menu, footer=f"<footer>{footer}</footer>"))


_HOME, _PASS, _AFVAL = "<a href='/'>Home</a>", "<a href='/p/'>Paspoort</a>", "<a href='/a/'>Afval</a>"
_CONTACT = "<a href='/c/'>Contact</a>"


def _rules(pages: dict[str, Document]) -> dict[str, list[str]]:
    return {key: [b.rule for b in found] for key, found in check_consistency(pages).items()}


def test_another_order_is_asked_about() -> None:
    usual = {str(n): _page(_HOME + _PASS + _AFVAL) for n in range(3)}
    assert _rules(usual | {"anders": _page(_PASS + _HOME + _AFVAL)}) == {"anders": ["menu-andere-volgorde"]}


def test_a_link_more_or_less_is_no_other_order() -> None:
    usual = {str(n): _page(_HOME + _PASS + _AFVAL) for n in range(3)}
    assert _rules(usual | {"minder": _page(_HOME + _AFVAL)}) == {}


def test_another_name_for_the_same_address() -> None:
    usual = {str(n): _page(_HOME + _PASS) for n in range(4)}
    renamed = _page(_HOME + "<a href='/p/'>Reisdocument</a>")
    (found,) = check_consistency(usual | {"anders": renamed})["anders"]
    assert (found.rule, found.criteria) == ("link-andere-naam", ("3.2.4",))
    assert "Reisdocument" in found.message


def test_the_own_language_of_a_page_is_no_other_name() -> None:
    usual = {str(n): _page(_HOME + _PASS) for n in range(4)}
    language = "<a href='/p/' lang='nl' hreflang='nl' aria-current='true'>Nederlands</a>"
    assert _rules(usual | {"paspoort": _page(_HOME + _PASS, header=language)}) == {}


def test_help_in_another_place() -> None:
    usual = {str(n): _page(_HOME + _PASS, footer=_CONTACT) for n in range(3)}
    moved = _page(_HOME + _PASS, header=_CONTACT)
    assert _rules(usual | {"anders": moved}) == {"anders": ["hulp-andere-plaats"]}


def test_two_pages_are_too_few_to_compare() -> None:
    assert check_consistency({"a": _page(_HOME + _PASS), "b": _page(_PASS + _HOME)}) == {}
