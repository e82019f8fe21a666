"""What is shipped to browsers: kept as it was published, and nothing from another server."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parent.parent / "zhenggai" / "web" / "static"
TEMPLATES = STATIC.parent / "templates"
VENDOR = STATIC / "vendor"
KEPT = tomllib.loads((VENDOR / "vendor.toml").read_text(encoding="utf-8"))["file"]
SHIPPED = sorted(
    path
    for folder in (STATIC, TEMPLATES)
    for path in folder.rglob("*")
    if path.suffix in {".css", ".js", ".html", ".svg"}
)
# Names, not addresses: nothing is fetched from them.
NAMES = {
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/1999/xhtml",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(STATIC.parent))


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept["path"])
def test_a_vendored_file_is_as_it_was_published(kept):
    assert set(kept) == {"name", "version", "licence", "path", "sha256"}
    data = (VENDOR / kept["path"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == kept["sha256"]
    assert (VENDOR / kept["path"]).parent.joinpath("LICENSE").is_file()
    assert kept["version"] in kept["path"]


def test_nothing_is_vendored_unlisted():
    listed = {VENDOR / kept["path"] for kept in KEPT}
    found = {path for path in VENDOR.rglob("*") if path.is_file()}
    extra = {path for path in found - listed if path.name not in {"LICENSE", "vendor.toml"}}
    assert not extra


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_nothing_comes_from_another_server(path):
    text = path.read_text(encoding="utf-8")
    if VENDOR in path.parents:
        assert "sourceMappingURL" not in text
        return
    addresses = set(re.findall(r"https?://[^\s\"'<>)]+", text)) - NAMES
    assert not addresses
    assert not re.search(r"(src|href|url\()\s*=?\s*[\"'(]?//", text)
    assert "@import" not in text


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.suffix == ".js"], ids=name_of)
def test_no_script_makes_scripts(path):
    text = path.read_text(encoding="utf-8")
    if VENDOR not in path.parents:
        assert not re.search(r"\beval\(|new Function\(|document\.write\(", text)
        assert not re.search(r"\.style\.cssText|setAttribute\([\"']style", text)
