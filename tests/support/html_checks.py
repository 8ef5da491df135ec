"""What every HTML answer of the public site must satisfy; used by the checking client on each response."""

from __future__ import annotations

from bs4 import BeautifulSoup
from justhtml import JustHTML

from a11y_checks.document import Document
from a11y_checks.rules.base import Niveau
from a11y_checks.rules.registry import run_rules

REQUIRED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def header_problems(headers: dict[str, str]) -> list[str]:
    """Security headers that are missing or weak, for any HTML response."""
    problems = [
        f"header {n} is {headers.get(n)!r}"
        for n, value in REQUIRED_HEADERS.items()
        if headers.get(n) != value
    ]
    policy = headers.get("Content-Security-Policy", "")
    problems += [
        f"CSP lacks {part}"
        for part in ("default-src", "base-uri", "form-action", "frame-ancestors")
        if part not in policy
    ]
    if "Permissions-Policy" not in headers:
        problems.append("header Permissions-Policy is missing")
    return problems


def html_problems(html: str) -> list[str]:
    """Everything wrong with one public page: parse errors, structure, inline code, and our own blocking rules."""
    parsed = JustHTML(html, collect_errors=True, sanitize=False)
    problems = [f"parse error {e.code} at {e.line}:{e.column}" for e in parsed.errors]
    soup = BeautifulSoup(html, "lxml")
    if not soup.html or not soup.html.get("lang"):
        problems.append("no lang on <html>")
    if not soup.title or not soup.title.get_text(strip=True):
        problems.append("no <title>")
    if len(soup.find_all("h1")) != 1:
        problems.append(f"{len(soup.find_all('h1'))} h1 elements")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    problems += [f"id {name!r} is used twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    for tag in soup.find_all(True):
        inline = [name for name in tag.attrs if name == "style" or name.startswith("on")]
        problems += [f"<{tag.name}> has an inline {name}" for name in inline]
    problems += ["inline <style>" for _tag in soup.find_all("style")]
    problems += [
        "inline <script>" for tag in soup.find_all("script") if not tag.get("src") and _runs(tag.get("type"))
    ]
    for field in soup.find_all(["input", "select", "textarea"]):
        if field.get("type") in {"hidden", "submit", "button"}:
            continue
        labelled = field.get("aria-label") or field.get("aria-labelledby") or field.find_parent("label")
        if not labelled and not soup.find("label", attrs={"for": field.get("id")}):
            problems.append(f"field {field.get('name')!r} has no label")
    problems += [
        f"rule {b.rule}: {b.excerpt}" for b in run_rules(Document.parse(html)) if b.niveau is Niveau.BLOCK
    ]
    return problems


def _runs(script_type: str | None) -> bool:
    """Whether a browser would run a script of this type (JSON-LD and other data are not run)."""
    return script_type in {None, "", "module", "text/javascript", "application/javascript"}
