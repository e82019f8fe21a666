"""The settings of the tests: a throw-away data folder, a quick hasher, no manifest of static files."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "ZHENGGAI_DATA" not in os.environ:
    # The workers of one run inherit this folder; whoever made it removes it.
    os.environ["ZHENGGAI_DATA"] = tempfile.mkdtemp(prefix="zhenggai-test-")
    atexit.register(shutil.rmtree, os.environ["ZHENGGAI_DATA"], ignore_errors=True)
os.environ.setdefault("ZHENGGAI_SECRET_KEY", "for-tests-only-" + "0123456789" * 4)
os.environ.setdefault("ZHENGGAI_HTTPS", "false")
os.environ.setdefault("ZHENGGAI_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("ZHENGGAI_LOG_LEVEL", "WARNING")

from zhenggai.config.settings import *  # noqa: F403
from zhenggai.config.settings import DATA, DATABASES

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in an installation: threads of a test meet as two people meet, each on a connection of his own.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA synchronous=OFF"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
