"""How Django receives files: large ones go to the private folder, never to a folder that others can read."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from formulieren.bijlagen import storage


class PrivateUploadedFile(TemporaryUploadedFile):
    """A file on its way in; gone when the request ends. What a crash leaves, the sweep removes."""

    def __init__(self, name: str, content_type: str, size: int, charset: str, extra: Any = None) -> None:
        file = tempfile.NamedTemporaryFile(suffix=storage.INCOMING, dir=storage.folder())  # noqa: SIM115
        # Past the parent, which would put the file in the folder for everybody's temporary files.
        UploadedFile.__init__(self, file, name, content_type, size, charset, extra)


class PrivateUploadHandler(TemporaryFileUploadHandler):
    """Django's own, with another folder."""

    file: Any

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins a file in the private folder."""
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = PrivateUploadedFile(
            self.file_name or "", self.content_type or "", 0, self.charset or "", self.content_type_extra
        )
