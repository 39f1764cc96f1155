"""Every setting, read from SPOC_* variables. What a coordinator may change is a row with a page."""

from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from spoc.kit.home import home, kept_address
from spoc.kit.keys import secret_keys
from spoc.kit.postgres import Cluster
from spoc.site import environ
from spoc.site.journal import configure

# where it is reached: drives letters, allowed hosts, CSRF origins and secure cookies
SPOC_URL = environ.text("SPOC_URL", kept_address() or "http://127.0.0.1:8000").rstrip("/")
SPOC_SOURCE_URL = environ.text("SPOC_SOURCE_URL")
SPOC_DEMO = environ.yes("SPOC_DEMO")
SPOC_DEMO_REQUESTS = environ.number("SPOC_DEMO_REQUESTS", 1_900)
SPOC_TRUSTED_PROXIES = environ.words("SPOC_TRUSTED_PROXIES")
SPOC_WEB_PROCESSES = environ.number("SPOC_WEB_PROCESSES", 2)
SPOC_WEB_THREADS = environ.number("SPOC_WEB_THREADS", 8)
SPOC_WORKERS = environ.number("SPOC_WORKERS", 4)

# limits, in bytes unless said otherwise
SPOC_LETTER_LIMIT = environ.number("SPOC_LETTER_LIMIT", 50_000_000)
SPOC_ATTACHMENT_LIMIT = environ.number("SPOC_ATTACHMENT_LIMIT", 25_000_000)
SPOC_PEOPLE_PER_LETTER = environ.number("SPOC_PEOPLE_PER_LETTER", 20)
SPOC_LETTERS_PER_SENDER = environ.number("SPOC_LETTERS_PER_SENDER", 5)
SPOC_STRANGERS_PER_MINUTE = environ.number("SPOC_STRANGERS_PER_MINUTE", 10)
SPOC_BLOCKED_FILES = [ending.lower() for ending in environ.words("SPOC_BLOCKED_FILES")]
SPOC_CLAMAV = environ.text("SPOC_CLAMAV")
SPOC_ENCLOSED_LIMIT = environ.number("SPOC_ENCLOSED_LIMIT", 10_000_000)
SPOC_ENCLOSED_DAYS = environ.number("SPOC_ENCLOSED_DAYS", 30)
SPOC_AUTHENTICATION_SERVERS = environ.words("SPOC_AUTHENTICATION_SERVERS")
# networks of our own that webhooks may reach, such as 10.1.0.0/16
SPOC_OUTWARD_ALLOWED = environ.words("SPOC_OUTWARD_ALLOWED")
SPOC_SMIME_TRUST = environ.text("SPOC_SMIME_TRUST")
SPOC_SMIME_KEY = environ.text("SPOC_SMIME_KEY")
SPOC_UNDO_SECONDS = environ.number("SPOC_UNDO_SECONDS", 8)
SPOC_EXPORT_LIMIT = environ.number("SPOC_EXPORT_LIMIT", 50_000)
SPOC_CONFIRM_WEEKDAYS = environ.number("SPOC_CONFIRM_WEEKDAYS", 5)
SPOC_MACHINES_SEND = environ.yes("SPOC_MACHINES_SEND")

_place = urlsplit(SPOC_URL)
SECRET_KEY, *SECRET_KEY_FALLBACKS = secret_keys()
DEBUG = False
ALLOWED_HOSTS = [_place.hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SPOC_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _place.scheme == "https"
SESSION_ENGINE = "spoc.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_HSTS_SECONDS = 31_536_000 if _place.scheme == "https" else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SPOC_TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

DATABASES = {
    "default": environ.database(
        environ.text("DATABASE_URL") or Cluster(home() / "postgres").dsn("spoc"),
        pool=max(SPOC_WEB_THREADS, SPOC_WORKERS) + 2,
    )
}
# the server plans only what kit.prepared asks for values it does not know: once, for all of them
cast(dict[str, object], DATABASES["default"]["OPTIONS"]).setdefault(
    "options", "-c plan_cache_mode=force_generic_plan"
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "spoc_cache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
    "spoc.site",
    "spoc.ui",
    "spoc.audit",
    "spoc.search",
    "spoc.people",
    "spoc.records",
    "spoc.work",
    "spoc.workflow",
    "spoc.catalogue",
    "spoc.cmdb",
    "spoc.service_levels",
    "spoc.rota",
    "spoc.channels",
    "spoc.suppliers",
    "spoc.requests",
    "spoc.knowledge",
    "spoc.feedback",
    "spoc.intake",
    "spoc.world",
]
MIDDLEWARE = [
    "spoc.site.middleware.journal",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "spoc.site.middleware.reader",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "spoc.site.middleware.onward",
    "spoc.site.refusals.Refusals",
]
ROOT_URLCONF = "spoc.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "spoc.site.templates.environment",
            "context_processors": ["spoc.site.context.page"],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}},
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["spoc.people.sign_in.MailAndPassword"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "spoc.channels.doors.Door"
ACCOUNT_FORMS = {"reset_password": "spoc.people.sign_in.ForgottenForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = len(SPOC_TRUSTED_PROXIES)

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("sv", _("Swedish"))]
LOCALE_PATHS = [str(Path(__file__).parents[1] / "locale")]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = str(home() / "static")
STORAGES = {"staticfiles": {"BACKEND": "spoc.site.static.Files"}}
WHITENOISE_USE_FINDERS = True

EMAIL_HOST = environ.text("SPOC_SMTP_HOST")
EMAIL_PORT = environ.number("SPOC_SMTP_PORT", 25)
EMAIL_HOST_USER = environ.text("SPOC_SMTP_USER")
EMAIL_HOST_PASSWORD = environ.text("SPOC_SMTP_PASSWORD")
EMAIL_USE_TLS = environ.yes("SPOC_SMTP_TLS")
EMAIL_TIMEOUT = 30

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SILENCED_SYSTEM_CHECKS = ["account.W001"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING_CONFIG = None
configure()
