"""Compile the message catalogues when the package is installed or built.

A language's catalogue is kept in parts, one .po a noun (`locale/zh_Hans/LC_MESSAGES/parts/measure.po`); the one machine
form (`django.mo`) is made here, so that neither a checkout nor a wheel needs the gettext tools.
"""

from __future__ import annotations

from pathlib import Path

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_all(root: Path) -> list[Path]:
    """Write django.mo beside every folder `parts` under `root`; the same message twice must say the same."""
    written = []
    for folder in sorted(root.glob("**/LC_MESSAGES/parts")):
        merged = polib.POFile(check_for_duplicates=False)
        merged.metadata = {
            "Content-Type": "text/plain; charset=UTF-8",
            "Plural-Forms": "nplurals=1; plural=0;",
        }
        known: dict[tuple[str, str | None], polib.POEntry] = {}
        for source in sorted(folder.glob("*.po")):
            for entry in polib.pofile(str(source)):
                first = known.setdefault((entry.msgid, entry.msgctxt), entry)
                if first is entry:
                    merged.append(entry)
                elif first.msgstr != entry.msgstr:
                    raise SystemExit(f"{source.name}: {entry.msgid!r} is said in two ways")
        target = folder.parent / "django.mo"
        merged.save_as_mofile(str(target))
        written.append(target)
    return written


class MessagesHook(BuildHookInterface):
    """Called by hatchling for wheels and for editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Compile before the files are gathered."""
        del version, build_data
        compile_all(Path(self.root) / "zhenggai")


if __name__ == "__main__":
    for path in compile_all(Path(__file__).parent.parent / "zhenggai"):
        print(path.name)
