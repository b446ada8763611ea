"""Django's settings: all of them follow from the environment of the install."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from thongsuot.web import embedded, environment

ENVIRONMENT = environment.read()
HOME = ENVIRONMENT.home
REALITY = ENVIRONMENT.reality  # live | exercise; set once, stands on every root row

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = [*ENVIRONMENT.hosts, "127.0.0.1", "localhost", "[::1]", "testserver"]

INSTALLED_APPS = [
    "thongsuot.web",
    "thongsuot.reports",
    "thongsuot.directives",
    "thongsuot.hotline",
    "thongsuot.campaigns",
    "thongsuot.incidents",
    "thongsuot.duty",
    "thongsuot.paging",
    "thongsuot.outbox",
    "thongsuot.links",
    "thongsuot.ledger",
    "thongsuot.files",
    "thongsuot.organisations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "thongsuot.web.middleware.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thongsuot.web.middleware.ContentSecurityMiddleware",
    "thongsuot.web.middleware.WallsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thongsuot.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "thongsuot.web.middleware.SignInMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thongsuot.web.middleware.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "thongsuot.web.urls"
WSGI_APPLICATION = "thongsuot.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thongsuot.web.context.page",
                "thongsuot.web.live.address",
            ],
        },
    },
]


def database(url: str) -> dict[str, Any]:
    """Translate a libpq address into Django's form."""
    parts = conninfo_to_dict(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    rest = {name: value for name, value in parts.items() if name not in known}
    pool = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{ours: str(parts.get(theirs) or "") for theirs, ours in known.items()},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # a connection that died with the server is not handed out
        "OPTIONS": {**rest, "pool": pool},
    }


def _database_url() -> str:
    if ENVIRONMENT.database_url:
        return ENVIRONMENT.database_url
    urls = embedded.urls(HOME)
    return urls.app_url if urls else "dbname=thongsuot"


DATABASES = {"default": database(_database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_ADAPTER = "thongsuot.web.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "20/5m/ip,6/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_ADAPTER = "thongsuot.web.accounts.SecondFactor"
# A passkey is a second factor only: before anybody has said who they are, the walls hide whose key it is.
MFA_PASSKEY_LOGIN_ENABLED = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_COOKIE_AGE = int(timedelta(hours=14).total_seconds())  # one duty shift and its hand-over
SESSION_COOKIE_NAME = "thongsuot"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.origin] if ENVIRONMENT.secure else []
SECURE_HSTS_SECONDS = int(timedelta(days=30).total_seconds()) if ENVIRONMENT.secure else 0
# What anybody may write into a request says something only where a proxy that we were told of writes it.
BEHIND_PROXY = ENVIRONMENT.behind_proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(ENVIRONMENT.behind_proxy)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [environment.PROJECT / "src" / "thongsuot" / "web" / "locale"]
FORMAT_MODULE_PATH = "thongsuot.web.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.build / "static"
STATICFILES_DIRS = [path for path in [ENVIRONMENT.build / "frontend"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = int(timedelta(hours=1).total_seconds())  # without a hash in its name; with one it is kept for ever
TYPEFACES = ENVIRONMENT.build / "typefaces"

DATA_UPLOAD_MAX_MEMORY_SIZE = 27 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 27 * 1024 * 1024

SMTP_URL = ENVIRONMENT.smtp_url  # without one, messages go to var/mail and say so
SMS_URL = ENVIRONMENT.sms["url"]  # without one, nobody is told by SMS
SMS = ENVIRONMENT.sms  # the templates: headers, body, brand, success, later
SMPP_LINKS = ENVIRONMENT.smpp_links  # name (the operator's code): smpp://account:password@host:port?sessions=2&rate=500
NUMBERS = ENVIRONMENT.numbers  # database: CODE=postgresql://…, query: SQL with %(areas)s (campaigns.gateway.sources)
NUMBERS_KEPT_DAYS = ENVIRONMENT.numbers_kept_days
MAIL_FOLDER = HOME / "mail"

PUBLIC_URL = ENVIRONMENT.public_url  # the address that messages name; empty: ENVIRONMENT.url
EVENTS_URL = ENVIRONMENT.events_url  # empty: the events process's own port on the page's host (web.live)
RESERVE_AT = ENVIRONMENT.reserve_at
TIMER_JOBS = [
    "thongsuot.outbox.jobs",
    "thongsuot.links.jobs",
    "thongsuot.duty.jobs",
    "thongsuot.incidents.jobs",
    "thongsuot.hotline.jobs",
    "thongsuot.paging.jobs",
    "thongsuot.campaigns.jobs",
    "thongsuot.directives.jobs",
    "thongsuot.directives.jobs.reserve",
    "thongsuot.reports.jobs",
    "thongsuot.files.jobs",
]
PROCRASTINATE_ON_APP_READY = "thongsuot.web.worker.ready"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"update_heartbeat_interval": 2, "stalled_worker_timeout": 10}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
