"""Tables as a file for a spreadsheet. Numbers stay numbers; a text never becomes a formula."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

#: What a cell may hold.
Waarde = str | int | float | dt.date | None

FORMATS = {"csv": "CSV", "xlsx": "XLSX"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A text that begins like this is run by a spreadsheet that opens a CSV (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# The longest text that fits in a cell of Excel.
_MOST = 32_767


def as_file(name: str, format: str, head: Sequence[str], rows: Iterable[Sequence[Waarde]]) -> HttpResponse:
    """The table as a download `name`.csv or `name`.xlsx; `format` is a key of FORMATS."""
    answer = _csv(head, rows) if format == "csv" else _xlsx(head, rows)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return answer


def _csv(head: Sequence[str], rows: Iterable[Sequence[Waarde]]) -> HttpResponse:
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")  # else the accents are read wrong
    writer = csv.writer(answer, delimiter=";")
    writer.writerow([_plain(str(cell)) for cell in head])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
    return answer


def _xlsx(head: Sequence[str], rows: Iterable[Sequence[Waarde]]) -> HttpResponse:
    book = Workbook(write_only=True, iso_dates=True)
    sheet = book.create_sheet()
    for row in (head, *rows):
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return HttpResponse(out.getvalue(), content_type=_XLSX)


def _csv_cell(value: Waarde) -> Waarde:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}".replace(".", ",")  # a Dutch spreadsheet reads a point as a date
    return value if isinstance(value, int) else _plain(str(value))


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _xlsx_cell(sheet: object, value: Waarde) -> WriteOnlyCell:
    if value is None or isinstance(value, int | float | dt.date):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value))[:_MOST])
    cell.data_type = "s"  # openpyxl makes a formula of a text that begins with "="
    return cell
