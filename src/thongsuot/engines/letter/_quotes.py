"""Where the quotation of a duty ends, and its condition."""

import re

from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._conditions import trailing_trigger
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._words import Word

_LEFT_OVER = re.compile(
    r"(?<!\s)\s*+(?:,\s*+)?(?:de|lam co so de|nham)\s+(?:so|bo|ubnd|uy ban|cuc|co quan|phong|van phong|ban|tong hop|"
    r"theo doi|xem xet|kip thoi|duoc)\b"
)
_BLANK = re.compile(r"\s+")
_PLACES = ("tại ", "ở ", "đối với ", "với ", "riêng ")  # where, not when


def end_of(source: Source, words: list[Word], clause: Clause) -> int:
    """The offset at which the quotation ends."""
    end = words[clause.last - 1].end
    start = words[clause.first].start
    cut = next((m for m in _LEFT_OVER.finditer(source.plain, start, end) if m.start() > start), None)
    if (
        cut
        and len(source.plain[start : cut.start()].split()) > 2
        and re.search(
            r"(?:bao cao|gui|ve so|truoc|cham nhat|thong ke|phan anh|lien he)", source.plain[start : cut.start()]
        )
    ):
        return cut.start()
    if source.plain[end : end + 1] == ")" and source.plain.count("(", start, end) > source.plain.count(")", start, end):
        end += 1
    if source.plain[end : end + 1] == "'" and source.plain[end - 1].isdigit():
        end += 1
    if source.plain[end : end + 3] == "...":
        end += 3
    return end


def trigger_of(
    source: Source, words: list[Word], clause: Clause, start: int, end: int, carried: str | None
) -> str | None:
    """The condition in the duty's own words, else the one its sentence carries."""
    assert clause.opening is not None  # noqa: S101 - the caller looked
    if clause.opening.trigger and not clause.governed:
        a, b = clause.opening.trigger
        said = source.value(words[a].start, words[b - 1].end).rstrip(" ,")
        return carried if said.lower().startswith(_PLACES) else said
    squeezed = _BLANK.sub(" ", source.plain[start:end])
    found = trailing_trigger(squeezed)
    if found:
        pattern = re.compile(r"\s+".join(re.escape(part) for part in squeezed[found[0] : found[1]].split()))
        match = pattern.search(source.plain, start, end)
        said = source.value(*match.span()) if match else "nêu"
        return carried if said.lower().startswith("nêu") or _RECEIPT.match(fold(said)) else said
    return carried


_RECEIPT = re.compile(  # "ngay khi nhận công văn này" waits for nothing: the letter is there
    r"(?:ngay )?(?:sau )?khi nhan (?:duoc )?"
    r"(?:cong van|van ban|chi thi|cong dien|ke hoach|thong bao|huong dan|quyet dinh)(?: nay)?$"
)
_CASE = re.compile(
    r"(?:doi\s+)?voi\s+(?:cac\s+|nhung\s+|moi\s+)?(?:su co|truong hop|tinh huong|vu viec|vi pham|"
    r"vu vi pham|(?:\w+\s+){1,5}?(?:vi pham|tai pham|qua han|khong (?:co|du|dat|dung|chap hanh|bao dam|phep)|"
    r"trai phep|bi (?:hong|hu|mat|nhiem)|nghi (?:mac|nhiem|ngo)|co (?:dau hieu|trieu chung|nguy co)))(?!\w)"
    r"[^,;]{0,120}(?=,)"
)


_MEANWHILE = re.compile(r"(?<!\w)(?:(?:ngay )?(?:truoc |sau )?khi|neu|(?:trong )?truong hop)\s[^;:]{3,120}?(?=,?\s*\Z)")


_ONCE = re.compile(  # "Sau khi nhận được yêu cầu, ..."
    r"sau\s+khi\s+(?:nhan\s+(?:duoc\s+)?(?:yeu\s+cau|de\s+nghi|tin|thong\s+tin|phan\s+anh|canh\s+bao|lenh|don|ho\s+so)|"
    r"phat\s+hien|phat\s+sinh|xay\s+ra|co\s+(?:yeu\s+cau|de\s+nghi|lenh|su\s+co|thong\s+bao|canh\s+bao))(?!\w)"
    r"[^,;]{0,120}(?=,)"
)
_BEHIND = 4  # characters of the shortest party that a case may stand behind


def case_of(source: Source, lead: int, start: int) -> str | None:
    """ "Đối với các sự cố nghiêm trọng, ...", "Nhân viên khi vào ... phải ...": the case in front of an order."""
    found = _CASE.match(source.plain, lead, start) or _ONCE.match(source.plain, lead, start)
    if found is None and start - lead > len("khi"):
        found = _MEANWHILE.search(source.plain, lead, start)
        if found and (found.start() < lead + _BEHIND or source.value(*found.span()).lower().startswith("nêu")):
            return None
    return source.value(*found.span()) if found else None
