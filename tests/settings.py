"""The settings of the tests: the same house with its own database and folders."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("KHEO_SECRET_KEY", "tests-only-secret")

from kheo.config.settings import *  # noqa: F403
from kheo.config.settings import DATABASES, MIDDLEWARE, STORAGES

_HERE = Path(tempfile.mkdtemp(prefix="kheo-tests-"))
MEDIA_ROOT = _HERE / "files"
PRIVATE_FILES = _HERE / "private"
SMS_DIR = _HERE / "sms"
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("KHEO_TEST_DATABASE", "kheo_test")}
# Tests share one connection per thread; a pool would hold the test database open at the end.
del DATABASES["default"]["OPTIONS"]["pool"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Officers of the tests sign in without a second factor; tests of that rule switch it on.
KHEO_REQUIRE_MFA = False
# A thread that writes beside the test would see nothing of its transaction; servers that a test
# starts may count.
KHEO_COUNT_VISITS = os.environ.get("KHEO_COUNT_VISITS") == "1"
# Every page that a test asks for is valid HTML.
MIDDLEWARE = ["tests.html.middleware.checked", *MIDDLEWARE]
# The least that Argon2id takes: tests open many boxes.
KHEO_PASSPHRASE_COST = (1, 8192)
