"""Telephone numbers of the body with the person and the post beside them."""

import re
from dataclasses import replace

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._openers import POST
from thongsuot.engines.letter._parts import Contact
from thongsuot.engines.letter._signer import could_be_person, could_name
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._who import is_personal, person_behind, person_in, post_in, uncalled_in

_PHONE = re.compile(
    r"(?<![\d/.-])(?:\((?:0(?=[1-9])|\+84[ .-]?)\d{1,4}\)|(?:0(?=[1-9])|\+84[ .-]?)\d{1,4}(?=[ .-]?\d))"
    r"(?:[ .-]?\d{1,4}){2,4}(?![\d/])|\(\+?84[ .-]\d{1,3}\)(?:[ .-]?\d{1,4}){2,4}(?![\d/])|"
    r"(?<![\d/.-])1[89]00(?:[ .-]?\d{2,6}){1,3}(?![\d/])"
)
_SHORT = re.compile(
    r"(?<![\w(])(?:dien thoai|dt|so may|may le)(?: so)?\s*:?\s*(?P<number>\d{3}[. ]\d{3}|(?!11[2-5]\b)\d{3,6})"
    r"(?![\d/]|[. ]\d)(?!\s*(?:gio|ngay|lan|may|cuoc|thue bao|so)(?!\w))"
)
_NO_PHONE = re.compile(
    r"(?:ma so|mst|tai khoan|stk|cccd|cmnd|can cuoc|giay phep|so dang ky|so hieu|so so|"
    r"ma (?:phong|hop|ho so|dinh danh|the)|zoom|meeting|mat khau|so (?:the|hop dong|hoa don|seri|khung)(?!\w))"
    r"[^.;\n]{0,25}$"
)
_DAY_OR_HOURS = re.compile(r"\d{1,2}([.-])\d{1,2}\1(?:19|20)\d{2}|\d{2}\.\d{2} ?- ?\d{2}\.\d{2}")
_FAX = re.compile(r"(?<!\w)(?:fax|so fax)\s*:?\s*$")
_GIVEN_UP = re.compile(r"\s*(?:duoc|se|khong con)\s+(?:duoc\s+)?(?:thay|doi|chuyen|ngung|thu hoi|su dung)")
_NEXT = re.compile(
    r"\s*(?:\([^()]{1,20}\)\s*)?(?:[,;/]|-|hoac|va)\s*(?:(?:hoac|va)\s+)?"
    r"(?:(?:so )?(?:di dong|dt|dien thoai|sdt|so may|tel|mobile|may ban|co quan|nha rieng)(?: di dong|"
    r" co quan)?\s*:?\s*)?"
)
_UNIT = re.compile(
    r"(?:phong|trung tam|van phong|bo phan|ban|chi cuc|cuc|thanh tra|to|doi|vien|thuong truc)\s(?!truong|pho\s)"
)
_HOTLINE = re.compile(r"duong day|tong dai|dien thoai(?! vien)|so may|hotline|goi|lien he|\bdt\b")
_OTHERS = re.compile(  # a line that is staffed or made known to customers: no number of the letter's own
    r"(?:(?:nhan luc|nguoi|nhan vien|dien thoai vien)\s(?:truc|cho|tai)|(?:nhan tin|gioi thieu|"
    r"tuyen truyen)[^.;]{0,40})"
    r"[^.;]{0,30}$"
)
_ASKED = re.compile(r"\s*(?:gap|do|cua)\s")
_BRACKET = re.compile(r"\s*\([^()\d]{3,80}\)[,;]?")
_BESIDE = re.compile(r"\s*(?:\([^();\d]{3,80}|-\s*[^(),;\d]{3,60})")
_PARTED = re.compile(
    r"; (?!(?:so )?(?:dien thoai|dt|dtdd|sdt|di dong|so may|tel|mobile|email|e-mail|thu dien tu|chuc (?:vu|danh)|"
    r"don vi|"
    r"zalo)(?!\w))"
)
_SENTENCE = re.compile(r"(?<=[a-z0-9]{4})\.\s+(?!(?:so )?(?:dien thoai|dt|dtdd|sdt|di dong|so may|tel|email)(?!\w))")
_STOPS = re.compile(r"(?<!\bbs)(?<!\bts)(?<!\bths)(?<!\bks)\. ")
_LONGEST_ROW = 300
_DIGITS = (8, 14)


def contacts_of(source: Source, start: int, end: int) -> tuple[Contact, ...]:
    """Each number once, in the order of the text."""
    plain = source.plain
    found: list[Contact] = []
    for i, (at, stop) in enumerate(places := _places(source, start, end)):
        left = max(_behind(plain, places[i - 1][1], at) if i else start, _line_start(plain, at, start))
        right = _line_end(plain, stop, places[i + 1][0] if i + 1 < len(places) else end)
        bracket = plain.rfind("(", stop, right)
        right = bracket if bracket >= 0 and ")" not in plain[bracket:right] else right
        second = i > 0 and any(_NEXT.fullmatch(plain, behind, at) for behind in (places[i - 1][1], max(left - 1, 0)))
        if second:
            right = _own_end(plain, stop, right)
        person, post = _answers(source, left, at, stop, right)
        if (cells := _row(source, at, stop)) is not None:
            person, post = cells
        elif second and person is None and post is None:
            person, post = found[-1].name, found[-1].title
        elif second and found[-1].name is None and found[-1].title is None:
            found[-1] = replace(found[-1], name=person, title=post)
        found.append(Contact(person, post, source.value(at, stop)))
    return tuple(found)


def _answers(source: Source, left: int, at: int, stop: int, right: int) -> tuple[str | None, str | None]:
    """Who answers a number, and in what post; where a person does, the unit is no post."""
    person, post = _person(source, left, at, stop, right), _post(source, left, at, stop, right)
    if person is None and post is not None and is_personal(post):
        post, person = person_behind(post)
    elif person is not None and post is not None and not is_personal(post):
        behind = post_in(source, stop, right)
        post = behind if behind and is_personal(behind) else None
    if person and post:
        post = post.removesuffix(person).rstrip(" –-,") or None
    return person, post


def _behind(plain: str, stop: int, at: int) -> int:
    """Where the words of a number end, with the bracket that tells whose it is."""
    bracket = _BRACKET.match(plain, stop, at)
    return bracket.end() if bracket else stop


def _own_end(plain: str, stop: int, right: int) -> int:
    """Where the words end that tell whose a further number is; the number before it told already, if these do not."""
    beside = _BESIDE.match(plain, stop, right)
    return right if _ASKED.match(plain, stop, right) else beside.end() if beside else stop


def _places(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Where the numbers stand: of the trunk network, and short ones of an exchange where they are called numbers."""
    plain = source.plain
    long = [match.span() for match in _PHONE.finditer(plain, start, end) if _is_phone(plain, match)]
    short = [match.span("number") for match in _SHORT.finditer(plain, start, end)]
    apart = [span for span in short if not any(span[0] < stop and at < span[1] for at, stop in long)]
    return sorted(
        (at, stop)
        for at, stop in [*long, *apart]
        if not _FAX.search(plain, max(start, at - 12), at) and not _GIVEN_UP.match(plain, stop, end)
    )


def _person(source: Source, left: int, at: int, stop: int, right: int) -> str | None:
    """The name in brackets or behind a dash after the number, else the one before, else any that follows."""
    beside = _BESIDE.match(source.plain, stop, right)
    return (
        (person_in(source, beside.start(), beside.end()) if beside else None)
        or person_in(source, left, at)
        or person_in(source, stop, right)
        or uncalled_in(source, left, at)
    )


def _post(source: Source, left: int, at: int, stop: int, right: int) -> str | None:
    """The post in brackets behind the number, where a person is there too; else the one before, or what follows."""
    beside = _BESIDE.match(source.plain, stop, right)
    own = beside is not None and person_in(source, beside.start(), beside.end()) is not None
    return (
        (post_in(source, beside.start(), beside.end()) if beside and own else None)
        or post_in(source, left, at)
        or post_in(source, stop, right)
    )


def _row(source: Source, at: int, stop: int) -> tuple[str | None, str | None] | None:
    """The person and the post in the other cells of a table's row; None outside of tables."""
    start = max(source.plain.rfind("\n", 0, at) + 1, at - _LONGEST_ROW)
    end = source.plain.find("\n", stop, stop + _LONGEST_ROW)
    cells = source.value(start, end if end >= 0 else min(stop + _LONGEST_ROW, len(source.plain))).split("|")
    if len(cells) < 4:
        return None
    cells = [cell.strip() for cell in cells]
    names = [cell for cell in cells if could_name(cell) and not POST.match(fold(cell)) and not _UNIT.match(fold(cell))]
    person = next((name for name in names if could_be_person(name)), names[0] if names else None)
    return person, next((cell for cell in cells if POST.match(fold(cell))), None)


def _is_phone(plain: str, match: re.Match[str]) -> bool:
    """A number is long enough, and a hotline is called one."""
    digits = sum(c.isdigit() for c in match.group())
    if _NO_PHONE.search(plain, max(0, match.start() - 40), match.start()) or _DAY_OR_HOURS.fullmatch(match.group()):
        return False
    return _DIGITS[0] <= digits <= _DIGITS[1] and (
        not match.group().startswith("1")
        or (
            _HOTLINE.search(plain, max(0, match.start() - 60), match.start()) is not None
            and _OTHERS.search(plain, max(0, match.start() - 90), match.start()) is None
        )
    )


def _line_start(plain: str, at: int, floor: int) -> int:
    """The item or sentence that holds the number."""
    floor = max(floor, at - 219)
    marks = [plain.rfind(mark, floor, at) for mark in ("\n-", "\n +", "\n+", "\n\n")]
    marks += [m.start() for m in (*_PARTED.finditer(plain, floor, at), *_SENTENCE.finditer(plain, floor, at))]
    return max(*marks, floor - 1) + 1


def _line_end(plain: str, at: int, ceiling: int) -> int:
    stops = [found for mark in (";", "\n\n", "\n-", "\n+", "\n•", "|") if (found := plain.find(mark, at, ceiling)) >= 0]
    stops += [found.start() for found in _STOPS.finditer(plain, at, ceiling)][:1]
    open_ = plain.rfind("(", max(0, at - 80), at)
    if open_ > plain.rfind(")", max(0, at - 80), at):
        stops.append(plain.find(")", at, ceiling) if ")" in plain[at:ceiling] else ceiling)
    return min([*stops, ceiling])
