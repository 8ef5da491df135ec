"""Settings that hold everywhere; dev, test and production change what differs."""

import contextlib
import secrets
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from gemeente.settings.env import ROOT, database_config, env

DEBUG = False
SECRET_KEY = env.secret_key
ALLOWED_HOSTS = env.allowed_hosts
LOKET_BASE_URL = env.base_url or f"http://127.0.0.1:{env.port}"
LOKET_DATA_DIR = env.data_dir
LOKET_ROOT = ROOT
# Empty means: the runtime folder named by a hash of this clone's path (a11y_checks.browser.runtime).
LOKET_AUDITOR_SOCKET = env.auditor_socket
LOKET_CHROMIUM = env.chromium
LOKET_CHROMEDRIVER = env.chromedriver
# Keys for sensitive answers: a file outside the repository, made by production's own procedure.
LOKET_ANSWER_KEYS_FILE = env.answer_keys_file
LOKET_SECURITY_CONTACT = env.security_contact
# The SDG entry service, for `push_sdg`; empty is not used.
LOKET_SDG_URL = env.sdg_url
LOKET_SDG_TOKEN = env.sdg_token
# A resident who stops halfway keeps the answers this many hours.
LOKET_CONCEPT_HOURS = 24
# Who had a link mailed to go on later keeps them this many days.
LOKET_HERVAT_DAYS = 7
# Who is logged in as a resident and does nothing is logged out after this many minutes (15 to 60), and after this
# many hours in any case.
LOKET_LOGIN_IDLE_MINUTES = 15
LOKET_LOGIN_HOURS = 4
# Bots: a first step that comes back sooner than this many seconds is asked to be sent once more; 0 is off.
LOKET_SPAM_SECONDS = 2
# Sent forms an hour from one network, such as a library or a school; more have to wait.
LOKET_SUBMITS_PER_HOUR = 120

# Files of residents: encrypted, in a folder that no web server may serve.
LOKET_UPLOAD_DIR = env.upload_dir or env.data_dir / "bijlagen"
LOKET_UPLOAD_FILE_BYTES = env.upload_file_mb * 1024 * 1024
LOKET_UPLOAD_TOTAL_BYTES = env.upload_total_mb * 1024 * 1024  # of one inzending
LOKET_UPLOAD_MOST_FILES = 20  # of one inzending
LOKET_UPLOADS_PER_HOUR = 100  # of one inzending
LOKET_UPLOADS_PER_DAY = 300  # of one visitor
LOKET_UPLOAD_DAY_BYTES = 1024 * 1024 * 1024  # of one visitor
# The virus scanner: host:port or the path of a socket. Where it is mandatory and absent, files stay in quarantine.
LOKET_CLAMD = env.clamd
LOKET_CLAMD_SECONDS = env.clamd_seconds
LOKET_SCANNER_MANDATORY = False
LOKET_BEHIND_PROXY = env.behind_proxy

# The map of a place. Without a source and an area there is no map: the address and the description remain.
LOKET_KAART_BRON = env.kaart_bron
LOKET_KAART_GEBIED = env.kaart_gebied
LOKET_KAART_MIDDEN = env.kaart_midden
LOKET_KAART_NAAM = env.kaart_naam
LOKET_KAART_BYTES = env.kaart_mb * 1024 * 1024  # of tiles that we keep
LOKET_KAART_PER_5_MIN = 1200  # tiles of one visitor, or of one network such as a school
LOKET_KAART_VOORBEELD = False  # an invented map where no source is set
# The register of addresses that `load_adressen` makes.
LOKET_ADRESSEN = env.adressen or env.data_dir / "adressen.sqlite3"

INSTALLED_APPS = [
    "gemeente.pages",
    "gemeente.search",
    "gemeente.demo",
    "toptaken",
    "formulieren",
    "formulieren.inzendingen",
    "formulieren.bijlagen",
    "formulieren.zaken",
    "producten",
    "basis",
    "basis.links",
    "basis.gebruik",
    "basis.kaart",
    "basis.overdue",
    "basis.measure",
    "basis.logboek",
    "basis.worker",
    "basis.security",
    "a11y_checks",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "formtools",
    "solo",
    "simple_certmanager",
    "privates",
    "zgw_consumers",
    "django_tasks",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

# Sessions, CSRF and messages touch a response only when a view uses them, so public pages stay the same bytes.
MIDDLEWARE = [
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "basis.security.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "basis.security.middleware.BadInputMiddleware",
    "basis.security.body.BodyLimitMiddleware",
    "basis.logboek.herkomst.HerkomstMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "a11y_checks.middleware.RefusalMiddleware",
    "a11y_checks.shared_middleware.SharedDataMiddleware",
    "basis.redirects.SafeRedirectMiddleware",
]

ROOT_URLCONF = "gemeente.urls"
WSGI_APPLICATION = "gemeente.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gemeente.pages.context.site_chrome",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_config(env.database_url, env.data_dir)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Wagtail's own background tasks stay immediate: the outbox in the database is our only queue.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True

STATIC_URL = "/static/"
STATIC_ROOT = env.data_dir / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.data_dir / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Certificates for a connection with a ZGW backend; no web server may serve it.
    "privates": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(env.data_dir / "certificaten"), "base_url": "/certificaten/"},
    },
}
# The package that keeps the certificates asks for these two; no address serves them.
SENDFILE_ROOT, SENDFILE_URL = str(env.data_dir / "certificaten"), "/certificaten/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
# A whole request, files and all, from residents; an employee's is bounded by the web server alone.
LOKET_REQUEST_BYTES = LOKET_UPLOAD_TOTAL_BYTES + 8 * 1024 * 1024
# Files of some size never stay in memory, and what Django keeps of them while it reads stands in our own folder.
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "formulieren.bijlagen.uploads.PrivateUploadHandler",
]

# Cookies: only after a resident starts a form or an employee logs in.
SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "basis.security.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
if env.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Two policies: strict for the public site; Wagtail's admin still needs inline script and style.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "media-src": [CSP.SELF],
    "object-src": [CSP.NONE],
}
LOKET_CSP_ADMIN = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-src": [CSP.SELF],
    "worker-src": [CSP.SELF, "blob:"],
}

WAGTAIL_SITE_NAME = "Loket"
WAGTAILADMIN_BASE_URL = LOKET_BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# A password that many share protects nothing, and Wagtail's page to type it on is not of our design.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "csv", "txt"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []  # no request to another host while an editor types
LOGIN_URL = "wagtailadmin_login"

MAILERS: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}
}
DEFAULT_FROM_EMAIL = "loket@localhost"

# One line per event, no request bodies, no personal data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"loket": {"level": "INFO"}},
}


def dev_secret(purpose: str, data_dir: Path) -> str:
    """A secret of this clone's own, made once and kept in `data_dir`/secrets; for dev and demo only."""
    folder = data_dir / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / purpose
    if not path.exists():
        temporary = path.with_suffix(f".{secrets.token_hex(4)}")
        temporary.touch(mode=0o600)
        temporary.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(temporary)  # the first of two processes wins; the other reads the winner's
        temporary.unlink()
    return path.read_text().strip()
