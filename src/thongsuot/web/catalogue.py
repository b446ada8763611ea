"""`make messages`: every word of pages and code that asks to be translated, gathered into the English catalogue."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCES = Path(__file__).resolve().parents[1]
ENGLISH = Path(__file__).resolve().parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(["_", "N_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}
WORDS = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"(?<![\w.])(?:_|n?p?gettext)\({WORDS}(?:, {WORDS})*(?:,\s?count)?\)")


def gather(folder: Path = SOURCES) -> Catalog:
    """Return a catalogue without translations: every message below a folder and the files it stands in."""
    catalogue = Catalog(locale="en", project="thongsuot", charset="utf-8", fuzzy=False)
    for path in sorted(path for ending in ("py", "html", "txt") for path in folder.rglob(f"*.{ending}")):
        if path.suffix == ".py" or "templates" in path.parts:
            for _line, message, comments, context in _messages(path):
                place = path.relative_to(SOURCES.parent if path.is_relative_to(SOURCES) else folder).as_posix()
                catalogue.add(message, locations=[(place, None)], auto_comments=comments, context=context)  # type: ignore[list-item]  # without the line: a moved line changes no catalogue
    return catalogue


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """Yield line, message, comments for the translator and context of each message in one file."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":  # Django knows its tags; what it writes for xgettext is Python but for the page around it
        text = "\n".join(CALL.findall(templatize(text, str(path))))
    return extract(extract_python, io.BytesIO(text.encode()), KEYWORDS, comment_tags=["Translators:"])


def update(po: Path = ENGLISH) -> list[str]:
    """Bring a catalogue up to date, keep what is still said, and return the messages that wait for a translation."""
    catalogue = gather()
    if po.exists():
        with po.open("rb") as source:
            known = read_po(source, locale="en")
        for message in catalogue:
            if message.id and (old := known.get(_singular(message.id), message.context)) and old.id == message.id:
                message.string = old.string
    po.parent.mkdir(parents=True, exist_ok=True)
    unfinished = po.with_suffix(".new")
    with unfinished.open("wb") as target:
        write_po(target, catalogue, width=110, sort_output=True, include_lineno=False)
    os.replace(unfinished, po)
    return [_singular(message.id) for message in catalogue if message.id and not translated(message.string)]


def translated(words: str | tuple[str, ...] | list[str] | None) -> bool:
    """Tell whether every form of a message has words."""
    return bool(words) and all([words] if isinstance(words, str) else words or ())


def _singular(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


if __name__ == "__main__":
    waiting = update()
    print("\n".join(waiting))  # noqa: T201 - what is left to translate, for whoever called `make messages`
    raise SystemExit(f"{len(waiting)} messages wait for a translation in {ENGLISH.name}." if waiting else 0)
