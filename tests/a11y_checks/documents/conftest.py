"""A document in the database, and the check that follows its save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from tests.support.document_files import make_pdf

MakeDocument = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make_document() -> MakeDocument:
    """Makes a stored document: (title, name, bytes) with a good PDF unless said otherwise."""

    def make(
        title: str = "Folder", name: str = "folder.pdf", data: bytes | None = None, **values: Any
    ) -> Any:
        content = make_pdf(pages=5) if data is None else data
        document = get_document_model()(title=title, file=ContentFile(content, name=name), **values)
        document._set_document_file_metadata()
        document.save()
        return document

    return make
