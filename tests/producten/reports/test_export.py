"""Files for a spreadsheet: texts never run, numbers stay numbers."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from producten.reports.export import as_file

EVIL = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("https://x.example")', "＝1+1"]


@pytest.mark.parametrize("text", EVIL)
def test_a_formula_in_a_csv_is_a_text(text: str) -> None:
    body = as_file("proef", "csv", ["kop", text], [(text, -5)]).content.decode("utf-8-sig")
    head, row = csv.reader(StringIO(body, newline=""), delimiter=";")
    assert row == [f"'{text}", "-5"] and head == ["kop", f"'{text}"]


@pytest.mark.parametrize("text", EVIL)
def test_a_formula_in_a_workbook_is_a_text(text: str) -> None:
    body = as_file("proef", "xlsx", ["kop"], [(text,)]).content
    cell = load_workbook(BytesIO(body)).active["A2"]
    assert (
        cell.data_type == "s"
        and str(cell.value).replace("\n", "\r").strip() == text.replace("\n", "\r").strip()
    )


def test_values_keep_their_kind() -> None:
    values = ("é <b>", -5, 93.25, None, date(2026, 11, 22), 0)
    answer = as_file("proef", "csv", ["a"], [values])
    assert answer["Content-Disposition"] == 'attachment; filename="proef.csv"'
    assert answer.content.decode("utf-8-sig").splitlines()[1] == "é <b>;-5;93,2;;2026-11-22;0"
    sheet = load_workbook(BytesIO(as_file("proef", "xlsx", ["a"], [values]).content)).active
    row = [cell.value for cell in sheet[2]]
    assert row[:4] == ["é <b>", -5, 93.25, None] and row[5] == 0
    assert str(row[4]).startswith("2026-11-22")


def test_signs_that_a_workbook_refuses_are_left_out() -> None:
    sheet = load_workbook(
        BytesIO(as_file("x", "xlsx", ["a"], [("a\x00b\x0bc",), ("z" * 40_000,)]).content)
    ).active
    assert sheet["A2"].value == "abc" and len(sheet["A3"].value) == 32_767
