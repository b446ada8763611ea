"""The person and the post beside a telephone number."""

import re
from collections.abc import Iterator

from thongsuot.engines.letter._fold import fold, listed
from thongsuot.engines.letter._signer import RANK, could_be_person, could_name
from thongsuot.engines.letter._source import Source

_RANKED = (
    r"(?:dai|thuong|trung|thieu)\s(?:tuong|ta|uy)|bac si|ky su|luat su|thac si|tien si|duoc si|bs|ks|ths|ts"
).replace(" ", r"\s+")
_PERSON = re.compile(
    rf"(?<!\w)(?P<call>d/c|dong chi|ong|ba|anh|chi|co|thay|dau moi|{_RANKED})(?!\w)\.?\s*:?\s*"
    r"(?P<name>(?:[a-z']+\s+){0,5}[a-z']+)"
)
_CALLED = ("đ/c", "đồng chí", "ông", "bà", "anh", "chị", "cô", "thầy", "bs", "bác sĩ", "ks", "kỹ sư")
_ALIKE = listed("ong; ba; anh; chi; co; thay")  # without their marks they are other words as well: "địa chỉ", "có"
_POSTS = (
    "Trưởng",
    "Phó",
    "Giám",
    "Tổng",
    "Chủ",
    "Chánh",
    "Cục",
    "Vụ",
    "Viện",
    "Bí",
    "Hiệu",
    "Hạt",
    "Trạm",
    "Thủ",
    "Chỉ",
)
_HEAD = (
    r"(?:(?:pho )?(?:tong )?(?:giam doc|truong phong|chanh van phong|chanh thanh tra|chuyen vien|chu tich|can bo|"
    r"chi cuc truong|cuc truong|vu truong|truong ban|truong khoa|truong bo phan|truong nhom|truong ca|truong kip|"
    r"truong doan|truong trung tam|truong tram|tram truong|hat truong|"
    r"chu nhiem|hieu truong|vien truong|truong cua hang|chi huy truong|ban|khoa|phong(?= [a-z]))|pho phong|to pho|"
    r"doi pho|"
    r"van thu|ke toan truong|ke toan|thu ky|nhan vien|ky su|dieu phoi vien|uy vien|can su|lanh dao|truc lanh dao|"
    r"so (?:dien thoai|may) (?:truc|ho tro|tiep nhan|khan cap|tu van|phan anh)|"
    r"truc (?:ho tro|ky thuat|chi huy|dieu hanh|van hanh|su co)|cuc|vu|vien(?= (?!thong))|kho bac|cong ty|buu dien|"
    r"ubnd|"
    r"tram|hat|phong|truc ban|duong day|hotline|tong dai|van phong|"
    r"thuong truc|chi huy truong|truong cong an|truong thon|truong ban|bi thu|cong an(?= )|benh vien|"
    r"so (?=(?:y te|tu phap|noi vu|tai|ke hoach|cong|thong tin|giao|xay|nong|lao|van hoa|du lich|ngoai|khoa|dan toc|"
    r"buu)"
    r"(?!\w))[a-z]+|"
    r"don bien phong|uy ban|toa an|ngan hang|dien luc|dai(?= )|lien doan|hoi(?= )|hiep hoi|"
    r"tap doan|bao hiem|chi nhanh|(?<!chinh,.)vien thong(?= )|cang vu|mat tran|"
    r"pgd|tgd|ptgd|gd|pct|cvp|pcvp|ktt|ptp|ptb|cvc|p?tp\.[a-z&]+|"
    r"p?tp\.? ?(?=bcvt|cntt|kt|nv|ky thuat|nghiep vu|ke hoach|hanh chinh|to chuc|kinh doanh|tai chinh|tong hop)[a-z]+|"
    r"to truong|doi truong|bo phan|trung tam|ban chi huy|chi cuc|thanh tra)"
).replace(" ", r"\s+")
_POST = re.compile(
    rf"(?:-|\+|\u2022|\.(?=\s)|\d[.)]|[a-h]\)|;|:|^|\n|,|\(|\s(?=duong day|tong dai|hotline|truc ho tro)|(?<!\w)(?:ve|"
    rf"qua|cua|"
    rf"toi|"
    rf"gap|den|gui|lien he|bao(?: cao| tin)?|ngay|dong chi|d/c|ong|hoac|va|dien thoai|"
    rf"voi|dat tai|cho|goi|bang|thiet lap|cong bo|cong khai|duy tri)\s)\s*(?P<post>{_HEAD}(?!\w)"
    r"[^:;,()\n]*(?:\n(?=[a-z])[^:;,()\n]*)?)"
)
_REST = re.compile(
    r",\s+(?:vien thong|tu tuong|the thao|tim kiem|truyen hinh|chong|chua chay|hop tac|dieu hanh|giam sat|phat trien|"
    r"cuu (?:nan|ho)|kiem soat|chua benh)(?!\w)[^:;,()\n]*"
)
_CALL = re.compile(
    r"(?:,\s*|\s+|^)(?:(?:(?:theo |qua )?(?:so )?(?:dien thoai|dt|sdt|di dong|so may|tel|may|lien he)"
    r"(?: lien he| di dong| so)?|(?:theo|qua|tai) (?:so|cac so))\s*:?\s*)+$"
)
_TIMED = re.compile(
    r"\s+(?:truoc|vao|hang ngay|cham nhat|tran trong|thong bao|de nghi|yeu cau|co trach nhiem|bo tri|cong bo|"
    r"truc (?:dien thoai|24)|phan cong|tiep nhan (?:thong tin|phan anh|y kien)|chu tri|phoi hop|dat tai|theo so|"
    r"la(?!nh)|lam dau moi|theo doi|de(?: duoc)?|khi|trong gio)(?!\w)"
)
_BUSY = re.compile(  # what an office does besides: who answers the number is not told by it
    r"\s(?:nang (?:cong suat|cap|bang thong|cao|muc)|van hanh (?:ho|he thong|may|tram|theo|cong trinh)|duy tri|"
    r"thiet lap|"
    r"cong khai|dam bao|bao dam|to chuc(?! (?:can bo|hanh chinh|bo may))|thuc hien|tiep tuc|tang cuong|trien khai|"
    r"cap nhat|"
    r"xay dung (?:ke hoach|phuong an|kich ban|de an|van ban|noi dung|lich)|(?<!ban )chi dao|kiem tra|trang bi|"
    r"lap (?:danh sach|ke hoach|phuong an|bien ban|so)|cap (?:tai khoan|phat|giay)|cu (?:can bo|nguoi|\d+)|khac phuc|"
    r"tran trong thong bao|thong bao|cong bo|bo tri|duoc (?:thay|doi|chuyen))(?!\w)"
)
_OFFICES = re.compile(
    r"(?:p?gd|p?tgd|pct|p?cvp|ktt|p?tp|cuc|vu|vien|kho bac|cong ty|buu dien|ubnd|tram|hat|ban|khoa|lanh dao|cong an|"
    r"benh vien|"
    r"so(?! (?:may|dien thoai))|don|uy ban|toa an|ngan hang|dien luc|dai|lien doan|hoi|hiep hoi|tap doan|"
    r"bao hiem|chi nhanh|vien thong|cang vu|mat tran)(?!\w)"
)
_PERSONAL = re.compile(  # what a person is; all else is a body or a line
    r"(?:quyen )?(?:pho )?(?:tong )?(?:giam doc|truong |chanh |chuyen vien|chu tich|can bo|(?:chi )?cuc truong|"
    r"vu truong|"
    r"tram truong|hat truong|chu nhiem|hieu truong|vien truong|chi huy truong|bi thu|van thu|ke toan|thu ky|nhan vien|"
    r"ky su|dieu phoi vien|uy vien|can su|lanh dao|to truong|doi truong|phong |to pho|doi pho|bac si)|"
    r"(?:p?gd|p?tgd|pct|p?cvp|ktt|ptp|ptb|cvc|p?tp)(?![a-z])|pho "
)
_UNIT = re.compile(r"(?:phong|trung tam|van phong|bo phan|ban|chi cuc|cuc|thanh tra|vu|vien)\s(?!truong)")
_NAMES = re.compile(r"(?<!\w)(?:qua|dong chi|d/c|ong|ba|gap)(?!\w)")
_HOTLINE = re.compile(
    r"(?<!\w)(?:duong\s+day|tong\s+dai|hotline|truc\s+ho\s+tro|"
    r"(?<!thuong )(?<!can bo )(?<!nguoi )truc\s+ban|"
    r"so\s+(?:dien\s+thoai|may)\s+(?:truc|ho\s+tro|tiep\s+nhan|khan\s+cap|tu\s+van|phan\s+anh))(?!\w)"
)
_THROUGH = re.compile(
    r"\s(?:dong chi|d/c|ong|ba)\s+(?=(?:pho |quyen )?(?:tong )?(?:giam doc|truong|chanh|chu tich|cuc truong|bi thu))"
)
_ROUND = re.compile(r"\s*\(?24\s*/\s*(?:7|24)h?(?: giờ)?\)?$")  # "trực 24/7"
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
        if (found["call"] in _ALIKE and not called) or (kept and kept[0] in _POSTS):
            continue
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


def _posts(source: Source, start: int, end: int) -> Iterator[re.Match[str]]:
    """The posts and offices of a stretch; what only looks like one hides none behind it."""
    while found := _POST.search(source.plain, start, end):
        told = _told(source, found)
        if told:
            yield found
        start = found.end() if told else found.start("post") + 1


def post_in(source: Source, start: int, end: int) -> str | None:
    """The last post or office of a stretch, without the words that introduce a number."""
    posts = list(_posts(source, start - (source.plain[start - 1 : start] in (";", ".", ")")), end))
    if not posts:
        return None
    at, stop = _span(source, posts.pop(), end)
    while posts and _UNIT.match(source.plain, at) and _leads(source, posts[-1], at, end):
        at, stop = _span(source, posts.pop(), end)  # an office within an office: the nearer one answers
    call = _CALL.search(source.plain[at:stop])
    stop = at + call.start() if call else stop
    through = [found for found in _THROUGH.finditer(source.plain, at, stop)]
    if through:
        at = through[-1].end()
    lines = [found for found in _HOTLINE.finditer(source.plain, at + 1, stop) if not source.upper(found.start())]
    if lines:
        at = lines[-1].start()
    told = at + len("so dien thoai tiep nhan") if source.plain.startswith("so ", at) else at
    timed = _TIMED.search(source.plain, min(told, stop), stop)
    stop = timed.start() if timed else stop
    if any(not source.upper(found.start() + 1) for found in _BUSY.finditer(source.plain, at, end)):
        return None
    words = _ROUND.sub("", source.value(at, stop)).strip(" -–.")
    long = _LONGEST if source.upper(at) else _SHORT
    return words if words and len(words.split()) <= long else None


def is_personal(post: str) -> bool:
    """Whether a post is one that a person holds, no office and no line."""
    plain = fold(post)
    return _PERSONAL.match(plain) is not None and not plain.startswith("phong ") and not post.startswith("Trường")


def person_behind(post: str) -> tuple[str, str | None]:
    """The post and the name that runs into it without a mark: "chuyên viên Phan Thị Mơ"."""
    words = post.split()
    for count in (4, 3):
        name = " ".join(words[-count:])
        if len(words) > count and name.istitle() and could_name(name) and could_be_person(name):
            return " ".join(words[:-count]), name
    return post, None


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
    return "dau moi" not in _TIMED.split(post)[0]
