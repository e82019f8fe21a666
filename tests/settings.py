"""The settings of the tests: a throw-away data folder, a quick hasher, no manifest of static files."""

from __future__ import annotations

import os
import tempfile

_folder = os.environ.setdefault("ZHENGGAI_DATA", tempfile.mkdtemp(prefix="zhenggai-test-"))
os.environ.setdefault("ZHENGGAI_SECRET_KEY", "for-tests-only-" + "0123456789" * 4)
os.environ.setdefault("ZHENGGAI_HTTPS", "false")
os.environ.setdefault("ZHENGGAI_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("ZHENGGAI_LOG_LEVEL", "WARNING")

from zhenggai.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
