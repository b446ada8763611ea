"""Read a DOCX file: what stands on its paper, in the order of the document."""

from typing import Any

from thongsuot.engines.letter._archive import Package, damaged, unpacked
from thongsuot.engines.letter._docx_body import Body
from thongsuot.engines.letter._docx_lists import Lists
from thongsuot.engines.letter._docx_runs import Fonts
from thongsuot.engines.letter._docx_xml import name_of, tag
from thongsuot.engines.letter._terms import UnreadableLetter

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LINK = "/hyperlink"
_ACTIVE = ("vbaproject.bin", "vbadata.xml", "activex", "oleobject", "/embeddings/")


def docx_text(data: bytes) -> tuple[str, list[str]]:
    """The text of a DOCX file, one line a paragraph, rows of tables as rows, and what a person should know of it."""
    package = unpacked(data)
    main = package.parsed("word/document.xml")
    body = main.find(tag("body")) if main is not None else None
    if body is None:
        raise damaged()
    links = _relations(package)
    reader = _reader(package, main)
    lines = [*_headers(package, body, links, reader), *reader.lines(body), *reader.left_notes()]
    text = "\n".join(lines)
    if not text.strip():
        raise UnreadableLetter(
            "no_text", "Tệp DOCX không có chữ để đọc; tệp gốc vẫn được giữ nguyên. Đề nghị tải lên bản có nội dung chữ."
        )
    return text, [*_active(package), *_outside(links), *reader.warnings()]


def _reader(package: Package, main: Any) -> Body:
    styles = package.parsed("word/styles.xml")
    notes = {
        kind: {note.get(tag("id")): note for note in root.iter(tag(kind)) if note.get(tag("type")) is None}
        for kind in ("footnote", "endnote")
        if (root := package.parsed(f"word/{kind}s.xml")) is not None
    }
    return Body(Lists(package.parsed("word/numbering.xml"), styles), Fonts(main, styles), notes)


def _relations(package: Package) -> list[Any]:
    root = package.parsed("word/_rels/document.xml.rels")
    return [] if root is None else list(root.iter(_RELATION))


def _headers(package: Package, body: Any, links: list[Any], reader: Body) -> list[str]:
    """What stands above the first page, unless it only counts pages."""
    section = next(body.iter(tag("sectPr")), None)
    if section is None:
        return []
    parts = {link.get("Id"): link.get("Target", "") for link in links}
    own = {
        ref.get(tag("type")): parts.get(ref.get(name_of("r", "id")), "") for ref in section.iter(tag("headerReference"))
    }
    first = section.find(tag("titlePg")) is not None
    root = package.parsed("word/" + own.get("first" if first else "default", "").lstrip("/").removeprefix("word/"))
    lines = [] if root is None else list(reader.lines(root))
    return lines if sum(c.isalpha() for line in lines for c in line) > 8 else []


def _active(package: Package) -> list[str]:
    if not any(part in name.lower() for name in package.names for part in _ACTIVE):
        return []
    return [
        "Tệp có macro hoặc đối tượng nhúng; chúng không được mở và không được chạy, chỉ phần chữ được đọc. Đề nghị xin "
        "bản không có macro."
    ]


def _outside(links: list[Any]) -> list[str]:
    count = sum(link.get("TargetMode") == "External" and not link.get("Type", "").endswith(_LINK) for link in links)
    if not count:
        return []
    return [f"Tệp dẫn tới {count} nội dung nằm ngoài tệp; không có gì được tải về. Đề nghị đối chiếu với bản gốc."]
