"""What a page says: its visible words apart from quotations, and apart from what stands in the database."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.db import models
from django.urls import Resolver404, resolve

from thongsuot.engines.message import unaccented

VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
SPOKEN = ("title", "aria-label", "alt", "placeholder")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "use"}
LONG = 40  # characters
OURS = ("Thông Suốt",)  # the name of the program, the same in every language
HOLDERS = (models.CharField, models.TextField, models.JSONField)
FILES = re.compile(r"^/(?:static|tep)/")


class Page(HTMLParser):
    """Words and links of a page; what an element marks as of another language than the page is left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language, self.pieces, self.links = "", [], []
        self._open: list[tuple[str, bool]] = []  # each open element, and whether its words count
        self.feed(html)

    @property
    def _counts(self) -> bool:
        return not self._open or self._open[-1][1]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note the words that attributes say, the link, and whether the words inside count."""
        told = {name: value or "" for name, value in attributes}
        if tag == "html":
            self.language = told["lang"]
        own = told.get("lang", self.language) == self.language
        counts = self._counts and own and tag not in {"style"} and (tag != "script" or told.get("id") == "words")
        if counts:
            self.pieces += [told[name] for name in SPOKEN if told.get(name)]
            self.pieces += [told["content"]] if told.get("name") == "description" else []
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag not in VOID:
            self._open.append((tag, counts))

    def handle_endtag(self, tag: str) -> None:
        """Leave the element, and those inside it that nobody closed."""
        if any(name == tag for name, _counts in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note a piece of text."""
        if self._counts and data.strip():
            words = json.loads(data).values() if self._open and self._open[-1][0] == "script" else [data]
            self.pieces += [" ".join(str(piece).split()) for piece in words]


def said(html: str) -> list[str]:
    """Return the pieces of text that a page says in its own language."""
    return Page(html).pieces


class Data:
    """Every text that the database holds: names, letters, notes; pages show them as they are."""

    def __init__(self) -> None:
        known = {" ".join(text.split()) for text in _texts()}
        self.whole = "\n".join(known)
        self.names = sorted((text for text in known if 3 < len(text) < 200), key=len, reverse=True)

    def without(self, piece: str) -> str:
        """Return what is left of a piece of text once all that stands in the database is taken out."""
        if piece.rstrip("… ").strip('“”". ') in self.whole:
            return ""
        for name in (*OURS, *self.names):
            if name in piece:
                piece = piece.replace(name, " ")
        return " ".join(part for part in piece.split(" ") if part)


def _texts() -> Iterator[str]:
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, HOLDERS)]
        if not fields or not model._meta.managed:
            continue
        for row in model._default_manager.all():
            yield str(row)
            for field in fields:
                yield from _strings(getattr(row, field.attname))
            if isinstance(title := getattr(row, "title", ""), str):
                yield title


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield value[:1].upper() + value[1:]
        if LONG < len(value) < 10 * LONG:  # a message to subscribers is shown without its marks, too
            yield unaccented(value)
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _strings(inner))
    elif isinstance(value, list | tuple):
        yield from (text for inner in value for text in _strings(inner))


def walk(client, starts: Iterable[str], *, each: int) -> dict[str, list[tuple[str, str]]]:
    """Follow links from the starts, at most `each` pages a view, and return address and text by view.

    Nobody asks for one page more of a view that has as many: it would not be read. The same holds of files.
    """
    seen, waiting, pages, files = set(), list(starts), {}, Counter()
    while waiting:
        address = waiting.pop(0)
        enough = max(len(pages.get(_view(address), ())), files[_view(address)]) >= each
        if address in seen or FILES.match(address) or enough:
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.status_code in {301, 302}:
            waiting.append(urljoin(address, answer.headers["Location"]))
            continue
        match = getattr(answer, "resolver_match", None)
        if answer.status_code != 200 or match is None:
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            files[match.view_name] += 1
            continue
        found = pages.setdefault(match.view_name, [])
        html = answer.content.decode()
        found.append((address, html))
        for link in Page(html).links:
            parts = urlsplit(urljoin(address, link))
            if parts.netloc in {"", "testserver"} and parts.scheme in {"", "http"}:
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return pages


def _view(address: str) -> str:
    """Return the name of the view at an address; nothing where none is."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
