"""Look into a zipped document before it is unpacked, and take parts of it out."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from thongsuot.engines.letter._terms import UnreadableLetter

_LARGEST, _LARGEST_PART = 200 * 1024 * 1024, 48 * 1024 * 1024
_BOMB, _STEEPEST, _STEEP_FROM = 200, 200, 1024 * 1024
_MOST_ENTRIES, _LONGEST_LIST = 5000, 2 * 1024 * 1024
_MAIN = "word/document.xml"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)


def damaged() -> UnreadableLetter:
    """The refusal of a DOCX file that cannot be unpacked or parsed."""
    return UnreadableLetter(
        "damaged",
        "Tệp DOCX bị hỏng nên không đọc được; tệp gốc vẫn được giữ nguyên. Đề nghị mở bằng trình soạn "
        "thảo, lưu lại rồi tải lên.",
    )


def too_large() -> UnreadableLetter:
    """The refusal of an archive that unpacks to far more than it weighs."""
    return UnreadableLetter(
        "too_large",
        "Tệp DOCX giải nén vượt dung lượng cho phép; chưa đọc nội dung nào. Đề nghị tải lên bản gọn hơn.",
    )


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a DOCX file; only those that are asked for are unpacked."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def parsed(self, name: str) -> Any:
        """The root of an XML part, None where the file has none; no entity is resolved, nothing is fetched."""
        if name not in self.names:
            return None
        from lxml import etree  # type: ignore[import-untyped]  # it ships no types

        if self.archive.getinfo(name).file_size > _LARGEST_PART:
            raise too_large()
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            data = self.archive.read(name)
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
            root = etree.fromstring(data, parser)
        except (*_BROKEN, etree.XMLSyntaxError) as error:
            raise damaged() from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableLetter(
                "damaged",
                "Tệp DOCX chứa khai báo thực thể XML (DTD) mà trình soạn thảo không bao giờ tạo ra; chưa đọc nội dung "
                "nào. Đề nghị mở bằng trình soạn thảo, lưu thành tệp DOCX mới rồi tải lên.",
            )
        return root


def unpacked(data: bytes) -> Package:
    """The parts of a DOCX file; refused where it unpacks to far more than it weighs, or holds no document."""
    at = data.rfind(b"PK\x05\x06")
    count, size = data[at + 10 : at + 12], data[at + 12 : at + 16]
    if at >= 0 and (int.from_bytes(count, "little") > _MOST_ENTRIES or int.from_bytes(size, "little") > _LONGEST_LIST):
        raise too_large()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _BROKEN as error:
        raise damaged() from error
    names = frozenset(entry.filename for entry in entries)
    if _MAIN not in names:
        raise UnreadableLetter(
            "unknown_type",
            "Tệp nén không phải văn bản DOCX; chưa ghi nhận nội dung nào. Đề nghị tải lên tệp TXT, DOCX "
            "hoặc PDF có lớp chữ.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableLetter(
            "encrypted", "Tệp DOCX được đặt mật khẩu; chưa đọc nội dung nào. Đề nghị bỏ mật khẩu rồi tải lên lại."
        )
    whole = sum(entry.file_size for entry in entries)
    steep = any(e.file_size > _STEEP_FROM and e.file_size > _STEEPEST * max(e.compress_size, 1) for e in entries)
    shared = sum(entry.compress_size for entry in entries) > len(data)  # entries that unpack the same bytes again
    if whole > _LARGEST or whole > _BOMB * max(len(data), 10_000) or steep or shared or len(entries) > _MOST_ENTRIES:
        raise too_large()
    return Package(archive, names)
