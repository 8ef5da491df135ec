"""The embedded default: SQLite, the demo municipality, mail kept in a folder. Serves script/demo too."""

from gemeente.settings.base import *  # noqa: F403
from gemeente.settings.base import dev_secret, env

DEBUG = env.debug
env.data_dir.mkdir(parents=True, exist_ok=True)
SECRET_KEY = env.secret_key or dev_secret("secret-key", env.data_dir)
LOKET_ANSWER_KEYS_FILE = env.answer_keys_file or env.data_dir / "secrets" / "answer-keys.json"
LOKET_MAKE_ANSWER_KEYS = True
LOKET_DEMO_ALLOWED = True
LOKET_KAART_VOORBEELD = True
ALLOWED_HOSTS = env.allowed_hosts or ["localhost", "127.0.0.1", "[::1]"]
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(env.data_dir / "mail")},
    }
}
