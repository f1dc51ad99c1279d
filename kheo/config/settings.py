"""All settings of a deployment, read once from the environment (docs/operations/settings.md)."""

import os
from pathlib import Path

from kheo.config import database, preflight


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes"}


# --- Where things lie -------------------------------------------------------------------------

PROJECT = Path(__file__).resolve().parents[2]
LAW_DIR = Path(os.environ.get("KHEO_LAW_DIR", PROJECT / "law"))
VAR = preflight.data_folder()
DATABASE_DIR = VAR / "postgres"
MEDIA_ROOT = VAR / "files"
MEDIA_URL = "/tep-cong-khai/"
PRIVATE_FILES = VAR / "private"
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
SMS_DIR = VAR / "sms"

# --- What this deployment is ------------------------------------------------------------------

KHEO_SITE_NAME = os.environ.get("KHEO_SITE_NAME", "Khéo")
KHEO_PLACE_NAME = os.environ.get("KHEO_PLACE_NAME", "tỉnh Sơn La")
KHEO_PROVINCE = os.environ.get("KHEO_PROVINCE", "14")
KHEO_CODE_PREFIX = os.environ.get("KHEO_CODE_PREFIX", "SL")
KHEO_COLOUR_LEAD = os.environ.get("KHEO_COLOUR_LEAD", "#1f4e79")
KHEO_COLOUR_ACTION = os.environ.get("KHEO_COLOUR_ACTION", "#f0b429")
KHEO_COLOUR_PAPER = os.environ.get("KHEO_COLOUR_PAPER", "#f7f5f0")
KHEO_BASE_URL = os.environ.get("KHEO_BASE_URL", "http://127.0.0.1:8000")
KHEO_DEMO = _flag("KHEO_DEMO", False)
KHEO_REQUIRE_MFA = _flag("KHEO_REQUIRE_MFA", not KHEO_DEMO)
KHEO_FEEDBACK_RULE = os.environ.get("KHEO_FEEDBACK_RULE", "KNPA-LOCAL-01")

# --- Security ---------------------------------------------------------------------------------

DEBUG = False
SECRET_KEY = os.environ.get("KHEO_SECRET_KEY") or database.secret_key(VAR / "secret_key")
ALLOWED_HOSTS = os.environ.get("KHEO_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(
    ","
)
CSRF_TRUSTED_ORIGINS = [origin for origin in [KHEO_BASE_URL] if origin.startswith("http")]
_HTTPS = KHEO_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kheo.portal.theme.views.csrf_failure"

# --- Applications -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "kheo.portal.theme",
    "kheo.portal.home",
    "kheo.portal.lookup",
    "kheo.portal.workspace",
    "kheo.portal.api",
    "kheo.insight.inspection",
    "kheo.insight.hub",
    "kheo.insight.opendata",
    "kheo.insight.dashboards",
    "kheo.insight.reports",
    "kheo.insight.targets",
    "kheo.insight.returns",
    "kheo.insight.checks",
    "kheo.oversee.personal_data",
    "kheo.oversee.receptions",
    "kheo.oversee.denunciations",
    "kheo.oversee.complaints",
    "kheo.oversee.petitions",
    "kheo.know.workplaces",
    "kheo.know.dissemination",
    "kheo.know.disclosure",
    "kheo.know.comments",
    "kheo.know.newsroom",
    "kheo.know.news",
    "kheo.foundation.charts",
    "kheo.foundation.notices",
    "kheo.foundation.figures",
    "kheo.foundation.duties",
    "kheo.foundation.documents",
    "kheo.foundation.accounts",
    "kheo.foundation.units",
    "kheo.foundation.visits",
    "kheo.foundation.log",
    "wagtail.contrib.redirects",
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "kheo.foundation.visits.middleware.CountVisits",
    "kheo.config.pagecache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "kheo.config.security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kheo.foundation.accounts.middleware.SecondFactorForOfficers",
    "kheo.know.newsroom.middleware.RightsFollowPosts",
    "kheo.portal.theme.middleware.ExpiredSession",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "kheo.config.urls"
WSGI_APPLICATION = "kheo.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kheo.portal.theme.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {
                "min_size": 1,
                "max_size": int(os.environ.get("KHEO_POOL", "8")),
                "timeout": 5,
            },
            # What is asked again is planned once: half the database's time to receive a petition.
            "server_side_binding": True,
            "prepare_threshold": 2,
        },
        **database.configured(DATABASE_DIR),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kheo.config.assets.Storage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# A return of two thousand cells is one form, with a reason and an explanation for some of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = [
    "kheo.foundation.documents.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
KHEO_MAX_FILE_BYTES = int(os.environ.get("KHEO_MAX_FILE_BYTES", str(10 * 1024 * 1024)))
KHEO_MAX_REQUEST_BYTES = int(os.environ.get("KHEO_MAX_REQUEST_BYTES", str(60 * 1024 * 1024)))

KHEO_SENDINGS_PER_HOUR = int(os.environ.get("KHEO_SENDINGS_PER_HOUR", "60"))
KHEO_DENUNCIATIONS_ONLINE = _flag("KHEO_DENUNCIATIONS_ONLINE", False)
# Operations and bytes of Argon2id under which the keys of denunciations lie (libsodium: moderate).
KHEO_PASSPHRASE_COST = (3, 268_435_456)
KHEO_API_KEYS = _flag("KHEO_API_KEYS", False)
KHEO_WEBHOOKS_PRIVATE = _flag("KHEO_WEBHOOKS_PRIVATE", False)
KHEO_ADDRESS_HEADER = os.environ.get("KHEO_ADDRESS_HEADER", "REMOTE_ADDR")
KHEO_SECURITY_CONTACT = os.environ.get("KHEO_SECURITY_CONTACT", "").split()
KHEO_COUNT_VISITS = _flag("KHEO_COUNT_VISITS", True)

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:mine"
LOGOUT_REDIRECT_URL = "home:home"
ACCOUNT_ADAPTER = "kheo.foundation.accounts.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {"login": "kheo.foundation.accounts.forms.PasswordSignIn"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
MFA_TOTP_ISSUER = KHEO_SITE_NAME

# --- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PROJECT / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- Wagtail ----------------------------------------------------------------------------------

WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_SITE_NAME = KHEO_SITE_NAME
WAGTAILADMIN_BASE_URL = KHEO_BASE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "news.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "kheo.know.news.forms.PhotoForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = int(os.environ.get("KHEO_MAX_PHOTO_BYTES", str(30 * 1024 * 1024)))
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 130_000_000
KHEO_PHOTO_EDGE = int(os.environ.get("KHEO_PHOTO_EDGE", "2560"))
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- Messages ---------------------------------------------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("KHEO_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("KHEO_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("KHEO_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KHEO_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("KHEO_SMTP_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("KHEO_MAIL_FROM", "kheo@localhost")
KHEO_SMS_BACKEND = os.environ.get("KHEO_SMS_BACKEND", "kheo.foundation.notices.sms.FileBackend")

# --- Logging ----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("KHEO_LOG_LEVEL", "WARNING")},
}
