"""The editor gets a block for every question type, in Dutch, and the group and the prices are among them."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from formulieren.vragen.registry import all_types
from tests.formulieren.test_vragen_tarief import make_tarief


@pytest.mark.django_db
def test_a_form_can_be_made_with_every_type(client: Any, home: Any, quiet_browser: None) -> None:
    make_tarief("leges", {"": "12"})
    client.force_login(get_user_model().objects.create_superuser("baas", "baas@voorbeeld.nl", "x"))
    answer = client.get(reverse("wagtailadmin_pages:add", args=["formulieren", "formulierpage", home.pk]))
    assert answer.status_code == 200
    html = answer.content.decode()
    # The blocks reach the page as JSON in an attribute; what can be chosen from the price list is named there.
    own = [
        "Waar gaat het steeds om?",
        "Tarieven om uit te kiezen",
        "Leges",
        "Zet elk antwoord op een eigen regel",
    ]
    for text in [*own, *(str(vraag_type.label) for vraag_type in all_types().values())]:
        assert json.dumps(text)[1:-1] in html, text


@pytest.mark.parametrize("name", sorted(all_types()))
def test_settings_of_an_empty_block_have_the_names_of_the_defaults(name: str) -> None:
    """What an editor's block gives is what the type knows, no more: a draft can always be read."""
    vraag_type = all_types()[name]
    block = vraag_type.block()
    config = vraag_type.config_from_block(block.to_python({"label": "Vraag"}))
    assert set(config) == set(vraag_type.defaults)
    if vraag_type.asks:
        assert {"foutmelding", "foutmelding_onjuist", "hint", "doel", "verplicht"} <= set(block.child_blocks)
