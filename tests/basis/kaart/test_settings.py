"""What the outside may say about the map: one fixed machine, an area and a middle in the Netherlands."""

from __future__ import annotations

from typing import Any

import pytest

from gemeente.settings import env


@pytest.mark.parametrize(
    "value",
    ["", "https://tegels.example/{z}/{x}/{y}.png", "http://10.0.0.5:8080/wmts/EPSG:3857/{z}/{x}/{y}?laag=grijs",
     "https://tegels.example/?z={z}&y={y}&x={x}"],
)  # fmt: skip
def test_a_source_is_a_template_on_one_machine(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_KAART_BRON", value)
    assert env._map_source("LOKET_KAART_BRON") == value


@pytest.mark.parametrize(
    "value",
    ["tegels.example/{z}/{x}/{y}", "file:///etc/{z}/{x}/{y}", "https://{z}.example/{x}/{y}", "https:///{z}/{x}/{y}",
     "https://tegels.example/{z}/{x}", "https://tegels.example/{z}/{x}/{y}/{y}", "https://naam:geheim@t.example/{z}/{x}/{y}",
     "https://t.example/{z}/{x}/{y}/{s}", "https://t.example/{z}/{x}/{y} x", "https://t.example/{z}\\{x}/{y}",
     "https://[::1/{z}/{x}/{y}", "https://t.example:99999999/{z}/{x}/{y}"],
)  # fmt: skip
def test_another_source_ends_the_process_with_a_reason(
    value: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOKET_KAART_BRON", value)
    with pytest.raises(SystemExit):
        env._map_source("LOKET_KAART_BRON")
    assert capfd.readouterr().err.startswith("Loket: LOKET_KAART_BRON must ")


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        (env._map_area, "", ()),
        (env._map_area, "5.0,52.0,5.2,52.1", (5.0, 52.0, 5.2, 52.1)),
        (env._map_area, "5.2,52.0,5.0,52.1", None),
        (env._map_area, "52.0,5.0,52.1,5.2", None),
        (env._map_area, "5.0,52.0,5.2", None),
        (env._map_area, "5,52,nan,53", None),
        (env._map_area, "overal", None),
        (env._map_middle, "", None),
        (
            env._map_middle,
            "5.1, 52.05, het stadhuis, aan de gracht",
            (5.1, 52.05, "het stadhuis, aan de gracht"),
        ),
    ],
)
def test_an_area_and_a_middle(read: Any, value: str, found: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_X", value)
    if found is None and value:
        with pytest.raises(SystemExit):
            read("LOKET_X")
    else:
        assert read("LOKET_X") == found


@pytest.mark.parametrize("value", ["5.1,52.05", "5.1,52.05,", "52.05,5.1,het stadhuis", "hier", "5.1"])
def test_a_middle_needs_a_point_and_a_name(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_X", value)
    with pytest.raises(SystemExit):
        env._map_middle("LOKET_X")
