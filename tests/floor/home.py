"""A home for this run alone, and the settings in which tests differ from the product."""

import os
import shutil
import tempfile
from pathlib import Path

import django
from django.conf import settings

from spoc.kit.home import folder

# how to reach PostgreSQL's programs and which user runs them holds for tests too,
# and where real letters lie is said to the tests alone
KEPT = ("SPOC_PG_BIN", "SPOC_USER", "SPOC_MAIL_FOLDER")
STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"


def is_worker() -> bool:
    """Tell whether this process runs tests for another one that hands them out."""
    return "PYTEST_XDIST_WORKER" in os.environ


def settle() -> None:
    """Choose the home of the run, whatever the environment says, and set Django up in it."""
    if not is_worker():
        _forget_the_environment()
        place = Path(tempfile.mkdtemp(prefix="spoc-test-"))
        # as root the database and its files belong to another user, who must get through
        place.chmod(0o711)
        os.environ["SPOC_HOME"] = str(place / "home")
    os.environ["DJANGO_SETTINGS_MODULE"] = "spoc.site.settings"
    django.setup()
    folder("static")
    _make_plain()


def leave() -> None:
    """Remove the home of the run."""
    shutil.rmtree(Path(os.environ["SPOC_HOME"]).parent, ignore_errors=True)


def _forget_the_environment() -> None:
    for name in [*os.environ]:
        if name == "DATABASE_URL" or (name.startswith("SPOC_") and name not in KEPT):
            del os.environ[name]


def _make_plain() -> None:
    """Use what is quick where the slow thing is not what the tests are about."""
    settings.PASSWORD_HASHERS = [HASHER]
    settings.STORAGES = {"staticfiles": {"BACKEND": STATIC}}
    settings.EMAIL_HOST = "mail.example"  # Django's test backend keeps what is sent
    # a pool would hold connections to databases that are dropped between tests
    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
