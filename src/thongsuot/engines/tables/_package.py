"""The parts of an XLSX package (ECMA-376): opened within bounds, without document types, whatever it claims to hold."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, iterparse

from openpyxl.styles.numbers import BUILTIN_FORMATS

from thongsuot.engines.tables._sheet import Limits, UnreadableTable

_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ENTRIES = 5_000


@dataclass(frozen=True)
class Book:
    """What the cells of the first visible sheet refer to; `formats` gives the number format of each style."""

    sheet: bytes
    title: str
    strings: list[str]
    formats: list[str]
    since_1904: bool


def local(element: Element) -> str:
    """Give an element's name without its namespace: Excel has two, the transitional and the strict."""
    return _local(element.tag)


@lru_cache(256)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def open_book(package: zipfile.ZipFile, limits: Limits) -> Book:
    """Read what the first sheet that is not hidden needs."""
    parts = _Parts(package, limits)
    main = next(iter(parts.related("")), "")
    if not main.endswith(".xml"):
        raise _no_table()
    workbook = parts.tree(main)
    if local(workbook) != "workbook":
        raise _no_table()
    sheets = [sheet for sheet in workbook.iterfind("{*}sheets/{*}sheet") if sheet.get("state", "visible") == "visible"]
    related = {path: kind for path, kind in parts.related(main).items() if path in parts.names}
    targets = parts.links(main)
    for sheet in sheets:
        path = targets.get(sheet.get(_LINK) or sheet.get(_STRICT_LINK) or "", "")
        if related.get(path) == "worksheet":
            break
    else:
        raise UnreadableTable("no_sheet", "Bảng tính không có trang nào hiển thị. Hãy bỏ ẩn trang cần nhập.")
    by_kind = {kind: name for name, kind in related.items()}
    settings = workbook.find("{*}workbookPr")
    return Book(
        sheet=parts.bytes(path),
        title=sheet.get("name", ""),
        strings=_strings(parts.bytes(by_kind["sharedStrings"])) if "sharedStrings" in by_kind else [],
        formats=_formats(parts.tree(by_kind["styles"])) if "styles" in by_kind else [],
        since_1904=settings is not None and settings.get("date1904") in {"1", "true"},
    )


def _no_table() -> UnreadableTable:
    return UnreadableTable("not_a_table", "Tệp không phải bảng tính .xlsx. Hãy lưu lại dạng .xlsx rồi tải lên.")


def _too_large() -> UnreadableTable:
    return UnreadableTable("too_large", "Bảng tính mở ra quá lớn. Hãy chỉ giữ trang cần nhập rồi tải lên.")


class _Parts:
    """The package's parts, read one by one until the bound is spent."""

    def __init__(self, package: zipfile.ZipFile, limits: Limits) -> None:
        self._package, self._left = package, limits.unpacked
        self.names = set(package.namelist())
        if len(self.names) > _ENTRIES:
            raise _too_large()
        if any(name.endswith("vbaProject.bin") for name in self.names):
            raise UnreadableTable("macros", "Bảng tính có macro. Hãy lưu lại dạng .xlsx không có macro rồi tải lên.")

    def bytes(self, name: str) -> bytes:
        """Read a part; a document type, which no workbook has, is refused."""
        if self._package.getinfo(name).file_size > self._left:
            raise _too_large()
        data = self._package.read(name)
        self._left -= len(data)
        if b"<!DOCTYPE" in data.replace(b"\x00", b""):
            raise UnreadableTable(
                "damaged", "Bảng tính có nội dung không được phép. Hãy lưu lại bằng Excel rồi tải lên."
            )
        return data

    def tree(self, name: str) -> Element:
        """Read a part's XML."""
        return fromstring(self.bytes(name))  # noqa: S314 - bounded, and without a document type

    def _relations(self, name: str) -> list[Element]:
        folder, file = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        return list(self.tree(path)) if path in self.names else []

    def _path(self, name: str, target: str) -> str:
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")

    def related(self, name: str) -> dict[str, str]:
        """Give the parts one refers to, each with its kind; of the package itself, only the main document."""
        found = {}
        for relation in self._relations(name):
            kind = posixpath.basename(relation.get("Type", ""))
            if name or kind == "officeDocument":
                found[self._path(name, relation.get("Target", ""))] = kind
        return found

    def links(self, name: str) -> dict[str, str]:
        """Give the parts one refers to by the id it uses."""
        return {item.get("Id", ""): self._path(name, item.get("Target", "")) for item in self._relations(name)}


def _strings(data: bytes) -> list[str]:
    found = []
    for _, element in iterparse(BytesIO(data)):  # noqa: S314 - bounded, and without a document type
        if local(element) == "si":
            found.append(string(element))
            element.clear()
    return found


def string(item: Element) -> str:
    """Give the text of a string item, its runs joined and its phonetic hints left out."""
    if len(item) == 1 and local(item[0]) == "t":
        text = item[0].text or ""
    else:
        runs = (item, *(child for child in item if local(child) == "r"))
        text = "".join(part.text or "" for run in runs for part in run.iterfind("{*}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _formats(styles: Element) -> list[str]:
    own = {item.get("numFmtId"): item.get("formatCode", "") for item in styles.iterfind("{*}numFmts/{*}numFmt")}
    used = [item.get("numFmtId", "0") for item in styles.iterfind("{*}cellXfs/{*}xf")]
    return [own[code] if code in own else BUILTIN_FORMATS.get(int(code), "General") for code in used]
