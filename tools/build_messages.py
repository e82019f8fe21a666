"""Compile the message catalogues when the package is installed or built.

The catalogues (.po) are what people edit and what is committed; the machine form (.mo) is made here, so that
neither a checkout nor a wheel needs the gettext tools.
"""

from __future__ import annotations

from pathlib import Path

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_all(root: Path) -> list[Path]:
    """Write a .mo file beside every .po file under `root` and return the files written."""
    written = []
    for source in sorted(root.glob("**/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        polib.pofile(str(source)).save_as_mofile(str(target))
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
