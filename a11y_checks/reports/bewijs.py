"""What was live on a day as one zip file: the HTML of each page, an index and the verdicts."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import IO, Any

from django.conf import settings
from django.utils import timezone

from a11y_checks.gate.bewijs import html_of, live_on
from a11y_checks.models import GepubliceerdeVersie

_UNSAFE = re.compile(r"[^a-z0-9-]+")
_CHUNK = 100


def write_evidence(day: date, file: IO[bytes]) -> int:
    """Write the zip to `file`; returns how many versions are in it. One page is in memory at a time.

    `index.html` lists them, `oordelen.json` has the verdict that each went live with, and `paginas/` the HTML as
    it was sent. Images and style sheets are not in it: the pages refer to the site for those.
    """
    rows: list[dict[str, Any]] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for version in _versions(day):
            row = _row(version)
            archive.writestr(row["bestand"], html_of(version))
            rows.append(row)
        archive.writestr("index.html", _index(day, rows))
        archive.writestr("oordelen.json", json.dumps(_facts(day, rows), ensure_ascii=False, indent=1))
    return len(rows)


def _versions(day: date) -> Iterator[GepubliceerdeVersie]:
    """The versions with their HTML, a hundred per query."""
    ids = list(live_on(day).values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        part = GepubliceerdeVersie.objects.filter(pk__in=ids[start : start + _CHUNK]).select_related("audit")
        found = {version.pk: version for version in part}
        for pk in ids[start : start + _CHUNK]:
            if pk in found:  # gone meanwhile when somebody cleared old evidence
                yield found.pop(pk)


def _row(version: GepubliceerdeVersie) -> dict[str, Any]:
    audit = version.audit
    slug = _UNSAFE.sub("-", version.url_path.lower()).strip("-")[:80] or "pagina"
    return {
        "bestand": f"paginas/{slug}-{version.pk}.html",
        "pagina": version.page_ref,
        "titel": version.title,
        "adres": version.url_path,
        "versie": version.revision_ref,
        "online_vanaf": timezone.localtime(version.online_at).isoformat(timespec="seconds"),
        "offline_vanaf": timezone.localtime(version.offline_at).isoformat(timespec="seconds")
        if version.offline_at
        else None,
        "oordeel": None if audit is None else audit.as_verdict(),
    }


def _facts(day: date, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "site": settings.WAGTAILADMIN_BASE_URL,
        "dag": day.isoformat(),
        "gemaakt_op": timezone.localtime().isoformat(timespec="seconds"),
        "paginas": rows,
    }


def _index(day: date, rows: list[dict[str, Any]]) -> str:
    lines = "\n".join(
        f'<tr><th scope="row"><a href="{escape(row["bestand"])}">{escape(row["titel"])}</a></th>'
        f"<td>{escape(row['adres'])}</td><td>{escape(row['online_vanaf'])}</td>"
        f"<td>{escape(row['offline_vanaf'] or 'nog online')}</td></tr>"
        for row in rows
    )
    title = f"Wat online stond op {day:%d-%m-%Y}"
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>De tijden zijn van Nederland. Een pagina die op die dag is veranderd, staat er meer dan één keer.</p>
<table>
<caption>{len(rows)} versies van pagina's</caption>
<thead><tr>
<th scope="col">Pagina</th><th scope="col">Adres</th><th scope="col">Online vanaf</th><th scope="col">Offline vanaf</th>
</tr></thead>
<tbody>
{lines}
</tbody>
</table>
</main>
</body>
</html>
"""
