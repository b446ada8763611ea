"""What the columns of a list of contacts may mean, and the headings under which offices keep them."""

from __future__ import annotations

import re

from thongsuot.engines.vietnamese import fold

ROLES = ("contact", "leader", "duty", "registry")  # a column of names says by its heading what they do
MEANINGS = (
    "organisation", "short_name", "services", "address", "org_phone", "org_email", *ROLES, "title", "phone", "email",
)  # fmt: skip

_NO_MEANING = re.compile(r"(?:so )?(?:stt|tt|thu tu)|ghi chu|chu thich|note|id|so luong|ngay .*|fax|so fax")
_OFFICE = re.compile(r"\b(?:co quan|don vi|doanh nghiep|cong ty|chung|tong dai|duong day nong|hotline)\b")
_WORDS = (
    ("email", r"e ?mail|gmail|thu dien tu|hop thu|thu cong vu|\bmail\b"),
    ("phone", r"dien thoai|\bs?dt\b|dtdd|dtcd|di dong|\bso dt|phone|\btel\b|mobile|zalo|so may|\bdd\b|hotline"
              r"|duong day nong|so lien lac|so lien he"),
    ("title", r"chuc vu|chuc danh|vi tri|nhiem vu"),
    ("services", r"^(?:loai|dich vu|linh vuc|nganh|nhom|mang)\b"),
    ("short_name", r"viet tat|ten ngan|ten tat|ten goi|ky hieu|thuong hieu"),
    ("leader", r"lanh dao|giam doc|thu truong|nguoi dung dau|truong don vi|chu doanh nghiep|phu trach chung"),
    ("duty", r"\btruc\b"),
    ("registry", r"van thu"),
    ("contact", r"ho (?:va )?ten|ho va chu dem|can bo|nguoi|dau moi|chuyen vien|nhan su"),
    ("address", r"dia chi|tru so|noi dat"),
    ("organisation", r"don vi|doanh nghiep|cong ty|co quan|chi nhanh|to chuc|\bdn\b|nha mang|ten dn"),
    ("contact", r"lien he|lien lac|^ten$"),
)  # fmt: skip
_PATTERNS = [(meaning, re.compile(words)) for meaning, words in _WORDS]

_SERVICES = (
    ("mobile", re.compile(r"di dong|mobi|vinaphone")),
    ("fixed", re.compile(r"co dinh")),
    ("internet", re.compile(r"internet|bang rong|truyen hinh cap|isp\b")),
    ("postal", re.compile(r"buu chinh|buu dien|chuyen phat|buu pham|\bpost\b|express|giao hang")),
)
_TELECOM = re.compile(r"vien thong|telecom")


def plain(text: str) -> str:
    """Give the words of a heading in lower case without marks and signs."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def meaning_of(heading: str) -> str:
    """Give what a heading announces; nothing where it is none of ours."""
    words = plain(heading)
    if not words or _NO_MEANING.fullmatch(words):
        return ""
    for meaning, pattern in _PATTERNS:
        if pattern.search(words):
            return f"org_{meaning}" if meaning in {"email", "phone"} and _OFFICE.search(words) else meaning
    return ""


def services_of(text: str) -> tuple[str, ...]:
    """Give the services that words name; telecommunications alone are fixed lines and Internet."""
    words = plain(text)
    found = tuple(service for service, pattern in _SERVICES if pattern.search(words))
    return found or (("fixed", "internet") if _TELECOM.search(words) else ())
