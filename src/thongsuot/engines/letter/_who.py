"""The person and the post beside a telephone number."""

import re

from thongsuot.engines.letter._signer import RANK, could_be_person, could_name
from thongsuot.engines.letter._source import Source

_RANKED = (
    r"(?:dai|thuong|trung|thieu)\s(?:tuong|ta|uy)|bac si|ky su|luat su|thac si|tien si|duoc si|bs|ks|ths|ts"
).replace(" ", r"\s+")
_PERSON = re.compile(
    rf"(?<!\w)(?P<call>d/c|dong chi|ong|ba|anh|chi|co|thay|dau moi|{_RANKED})(?!\w)\.?\s*:?\s*"
    r"(?P<name>(?:[a-z']+\s+){0,5}[a-z']+)"
)
_CALLED = ("đ/c", "đồng chí", "ông", "bà", "anh", "chị", "cô", "thầy")
_HEAD = (
    r"(?:(?:pho )?(?:tong )?(?:giam doc|truong phong|chanh van phong|chanh thanh tra|chuyen vien|chu tich|can bo|"
    r"chi cuc truong|cuc truong|vu truong|truong ban|truong khoa|truong bo phan|truong nhom|tram truong|hat truong|"
    r"chu nhiem|hieu truong|vien truong|truong cua hang|chi huy truong|ban|khoa|phong(?= [a-z]))|pho phong|to pho|"
    r"doi pho|"
    r"van thu|ke toan truong|ke toan|thu ky|nhan vien|ky su|dieu phoi vien|uy vien|can su|lanh dao|truc lanh dao|"
    r"so dien thoai (?:truc|ho tro|tiep nhan|khan cap)|cuc|vu|vien(?= (?!thong))|kho bac|cong ty|buu dien|ubnd|"
    r"tram|hat|phong|truc ban|duong day nong|hotline|tong dai|van phong|"
    r"thuong truc|so may truc|chi huy truong|truong cong an|truong tram|truong thon|bi thu|"
    r"to truong|doi truong|bo phan|trung tam|ban chi huy|chi cuc|thanh tra)"
).replace(" ", r"\s+")
_POST = re.compile(
    rf"(?:-|\+|\u2022|\d[.)]|;|:|^|\n|,|\(|\s(?=duong|tong dai)|(?<!\w)(?:ve|qua|cua|toi|gap|den|gui|lien he|bao cao|"
    rf"dien thoai|"
    rf"voi|dat tai|cho|goi|bang|thiet lap|cong bo|cong khai|duy tri)\s)\s*(?P<post>{_HEAD}(?!\w)"
    r"[^:;,()\n]*(?:\n(?=[a-z])[^:;,()\n]*)?)"
)
_REST = re.compile(
    r",\s+(?:vien thong|tu tuong|the thao|tim kiem|truyen hinh|chong|chua chay|hop tac)(?!\w)[^:;,()\n]*"
)
_CALL = re.compile(
    r"(?:,\s*|\s+|^)(?:(?:(?:theo |qua )?(?:so )?(?:dien thoai|dt|sdt|di dong|so may|tel|may|lien he)"
    r"(?: lien he| di dong| so)?|(?:theo|qua|tai) (?:so|cac so))\s*:?\s*)+$"
)
_TIMED = re.compile(
    r"\s+(?:truoc|vao|hang ngay|cham nhat|tran trong|thong bao|de nghi|yeu cau|co trach nhiem|bo tri|cong bo|"
    r"truc (?:dien thoai|24)|phan cong|tiep nhan thong tin|chu tri|phoi hop|dat tai|theo so)(?!\w)"
)
_OFFICES = re.compile(r"(?:cuc|vu|vien|kho bac|cong ty|buu dien|ubnd|tram|hat|ban|khoa|lanh dao)(?!\w)")
_UNIT = re.compile(r"(?:phong|trung tam|van phong|bo phan|ban|chi cuc|cuc|thanh tra|vu|vien)\s(?!truong)")
_NAMES = re.compile(r"(?<!\w)(?:qua|dong chi|d/c|ong|ba|gap)(?!\w)")
_HOTLINE = re.compile(r"(?<!\w)(?:duong\s+day\s+nong|tong\s+dai|hotline)(?!\w)")
_MARK = re.compile(r"[,;:()\n]|\s[-–]\s?|\.\s")
_SHORT, _LONGEST = 9, 20


def person_in(source: Source, start: int, end: int) -> str | None:
    """The first name in capitals behind a form of address."""
    at = start
    while found := _PERSON.search(source.plain, at, end):
        at = found.end("call")
        kept: list[str] = []
        for word in RANK.sub("", source.value(*found.span("name"))).split():
            if not word[:1].isupper():
                break
            kept.append(word)
        called = source.value(*found.span("call")).lower() in _CALLED
        if len(kept) > 1 or (kept and called):
            return " ".join(kept)
    return None


def uncalled_in(source: Source, start: int, end: int) -> str | None:
    """The last name that stands between marks without a form of address."""
    for part in reversed(_MARK.split(source.value(start, end))):
        words = part.strip()
        if could_name(words) and could_be_person(words) and 2 < len(words.split()) < 6 and words.istitle():
            return RANK.sub("", words)
    return None


def post_in(source: Source, start: int, end: int) -> str | None:
    """The last post or office of a stretch, without the words that introduce a number."""
    posts = [found for found in _POST.finditer(source.plain, start, end) if _told(source, found)]
    if not posts:
        return None
    at, stop = _span(source, posts.pop(), end)
    while posts and _UNIT.match(source.plain, at) and _leads(source, posts[-1], at, end):
        at, stop = _span(source, posts.pop(), end)  # an office within an office: the nearer one answers
    call = _CALL.search(source.plain[at:stop])
    stop = at + call.start() if call else stop
    timed = _TIMED.search(source.plain, at, stop)
    hotline = _HOTLINE.search(source.plain, timed.end(), stop) if timed else None
    if hotline:
        at, timed = hotline.start(), None
    words = source.value(at, timed.start() if timed else stop).strip(" -")
    long = _LONGEST if source.upper(at) else _SHORT
    return words if words and len(words.split()) <= long else None


def _leads(source: Source, post: re.Match[str], at: int, end: int) -> bool:
    """Whether an office stands right before the one it belongs to."""
    stop = _span(source, post, end)[1]
    return source.plain[stop:at] == ", " and _UNIT.match(post["post"]) is not None and not _NAMES.search(post["post"])


def _span(source: Source, post: re.Match[str], end: int) -> tuple[int, int]:
    at, stop = post.span("post")
    rest = _REST.match(source.plain, stop, end)
    return at, rest.end() if rest else stop


def _told(source: Source, found: re.Match[str]) -> bool:
    """Offices are written with a capital; whoever is only called the contact holds no post."""
    post = found["post"]
    if _OFFICES.match(post) and not source.upper(found.start("post")):
        return False
    return "dau moi" not in post
