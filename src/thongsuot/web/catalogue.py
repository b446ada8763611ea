"""`make messages`: every word of pages and code that asks to be translated, gathered into the English catalogue."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from thongsuot.ledger.kinds import KINDS

SOURCES = Path(__file__).resolve().parents[1]
ENGLISH = Path(__file__).resolve().parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = "# English words of Thông Suốt; `make messages` gathers what is to be translated."
WORDS = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"(?<![\w.])(?:_|n?p?gettext)\({WORDS}(?:, {WORDS})*(?:,\s?count)?\)")
CHANGING = re.compile(
    rb'^"(?:Project-Id-Version|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid|Generated).*\n',
    re.M,
)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(["_", "N_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}
Message: TypeAlias = str | tuple[str, ...] | list[str]


def gather(folder: Path = SOURCES) -> Catalog:
    """Return a catalogue without translations: every message below a folder, and the words of the kinds."""
    catalogue = Catalog(locale="en", charset="utf-8", fuzzy=False, header_comment=HEADER)
    for path in sorted(path for ending in ("py", "html", "txt") for path in folder.rglob(f"*.{ending}")):
        if path.suffix == ".py" or "templates" in path.parts:
            place = [(path.relative_to(folder).as_posix(), None)]  # without the line: a moved line changes no catalogue
            for _line, message, _comments, context in _messages(path):
                catalogue.add(message, locations=place, context=context)  # type: ignore[arg-type]  # Babel writes a place without a line
    for kind in KINDS.values():  # pure tables know no gettext
        for words in (kind.title, *kind.figures.values()):
            catalogue.add(words, locations=[("ledger/kinds.py", None)])  # type: ignore[list-item]  # as above
    return catalogue


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """Yield line, message, comments and context of each message in one file."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":  # Django turns its tags into calls; the page around them is no Python
        text = "\n".join(CALL.findall(templatize(text, str(path))))
    return extract("python", io.BytesIO(text.encode()), KEYWORDS)


def update(po: Path = ENGLISH) -> list[str]:
    """Bring a catalogue up to date, keep what is still said, and return the messages that wait for a translation."""
    catalogue = gather()
    if po.exists():
        with po.open("rb") as source:
            known = read_po(source, locale="en")
        for message in catalogue:
            if message.id and (old := known.get(singular(message.id), message.context)) and old.id == message.id:
                message.string = old.string
    po.parent.mkdir(parents=True, exist_ok=True)
    write(catalogue, po)
    return [singular(message.id) for message in catalogue if message.id and not translated(message.string)]


def write(catalogue: Catalog, po: Path) -> None:
    """Write a catalogue so that the same words make the same file."""
    written = io.BytesIO()
    write_po(written, catalogue, width=110, sort_output=True, include_lineno=False)
    unfinished = po.with_suffix(".new")
    unfinished.write_bytes(CHANGING.sub(b"", written.getvalue()))
    os.replace(unfinished, po)


def translated(words: Message | None) -> bool:
    """Tell whether every form of a message has words."""
    return bool(words) and all([words] if isinstance(words, str) else words or ())


def singular(message: Message) -> str:
    """Return the form under which a message is found."""
    return message if isinstance(message, str) else message[0]


if __name__ == "__main__":
    waiting = update()
    print("\n".join(waiting))  # noqa: T201  # what is left to translate, for whoever called `make messages`
    raise SystemExit(f"{len(waiting)} messages wait for a translation in {ENGLISH.name}." if waiting else 0)
