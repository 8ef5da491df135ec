"""Production: HTTPS only, secrets from outside, nothing that the demo makes for itself."""

from gemeente.settings.base import *  # noqa: F403
from gemeente.settings.env import EnvironmentError_, env

if len(env.secret_key) < 50:
    raise EnvironmentError_("LOKET_SECRET_KEY", "must hold at least 50 random characters")
if not env.allowed_hosts:
    raise EnvironmentError_("LOKET_ALLOWED_HOSTS", "must name the site's host names, separated by commas")
if env.answer_keys_file is None:
    raise EnvironmentError_(
        "LOKET_ANSWER_KEYS_FILE", "must name the file with the keys for sensitive answers"
    )
if not env.base_url.startswith("https://"):
    raise EnvironmentError_("LOKET_BASE_URL", "must be the site's address and begin with https://")

LOKET_MAKE_ANSWER_KEYS = False
LOKET_DEMO_ALLOWED = False
LOKET_SCANNER_MANDATORY = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# W002: basis.security sends X-Frame-Options itself, with the other headers. W021: joining the browsers' preload list
# binds the whole domain of a municipality, which is its own choice to make.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W021"]
