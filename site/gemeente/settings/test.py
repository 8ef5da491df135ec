"""Tests: SQLite in memory unless DATABASE_URL says PostgreSQL, a temporary data folder, plain static files."""

import atexit
import shutil
import tempfile
from pathlib import Path

from gemeente.settings.base import *  # noqa: F403
from gemeente.settings.base import STORAGES, database_config, env

_data = Path(tempfile.mkdtemp(prefix="loket-test-"))
atexit.register(shutil.rmtree, _data, ignore_errors=True)
SECRET_KEY = "only-for-tests-" + "0" * 40
LOKET_DATA_DIR = _data
LOKET_ANSWER_KEYS_FILE = _data / "answer-keys.json"
LOKET_MAKE_ANSWER_KEYS = True
LOKET_DEMO_ALLOWED = True
LOKET_KAART_VOORBEELD = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
LOKET_SPAM_SECONDS = 0  # the tests type faster than people; tests/formulieren/test_spam.py switches it on
STATIC_ROOT = _data / "static"
STATIC_ROOT.mkdir()
WHITENOISE_USE_FINDERS = True  # the live server of the browser tests has no collected files
MEDIA_ROOT = _data / "media"
LOKET_UPLOAD_DIR = _data / "bijlagen"
LOKET_CLAMD = ""
LOKET_CRASH_POINT = env.crash_point  # basis.faults: only here
LOKET_KAART_BRON, LOKET_KAART_GEBIED, LOKET_KAART_MIDDEN = "", (), None
LOKET_ADRESSEN = _data / "adressen.sqlite3"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "privates": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(_data / "certificaten"), "base_url": "/certificaten/"},
    },
}
SENDFILE_ROOT = str(_data / "certificaten")
# A file, not memory: the threads of the live server and of the concurrency tests share it, with WAL as in use.
DATABASES = {"default": {**database_config(env.database_url, _data), "TEST": {}}}
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": str(_data / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
