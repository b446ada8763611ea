"""Who signs: the form of authority, the title and the name, out of the lines of the signature."""

import re

from thongsuot.engines.letter._fold import fold, listed
from thongsuot.engines.letter._openers import POST
from thongsuot.engines.letter._parts import Signer

_TITLES = re.compile(
    r"(?:(?:pho|quyen)\s+)?(?:giam doc|chu tich|chanh van phong|chu nhiem|truong phong|bo truong|"
    r"thu truong|cuc truong|chi cuc truong|vu truong|tong giam doc|truong ban|thu tuong|tong cuc truong|"
    r"vien truong|chanh thanh tra|truong tieu ban|pho thu tuong|bi thu|tong bien tap|hieu truong|"
    r"chi huy truong|chanh an|tu lenh|chinh uy|chinh tri vien|tham muu truong|tong thu ky|doi truong|tram truong|"
    r"hieu pho|"
    r"ke toan truong|pho|truong)(?:\s|$)"
)
_FORM = re.compile(r"(?:KT|TM|TL|TUQ|Q)\s?\.|[KT]/[TML]\s")
_FORMED = re.compile(r"\b(KT|TM|TL|TUQ|Q)\s?\.\s?(?=\S)")
RANK = re.compile(
    r"^(?:(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý)|(?:PGS|GS|TS|ThS|Ths|BS|Bs|DS|KS|CN|LS|NGƯT|NGND|TTND|TTƯT|"
    r"BSCK(?: ?(?:I|II|1|2))?|CKI|CKII|BS\.CKI|BS\.CKII)\.|(?:(?:PGS|GS|TS|ThS|BS|DS)\.)?(?:BS|DS|TS|CN)?\.? ?"
    r"CK ?(?:II|I|1|2)(?=[. ])\.?|(?:PGS|GS|TS|ThS|ThS\.BS|TS\.BS|PGS\.TS|BS|DS)(?= [^\W\d_]+ [^\W\d_])) ?)+"
)
_SHORTEST = 1  # capitals of "H'", "Y", which begin a name and no title
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]*)?\.?")
_SURNAMES = listed(
    "nguyen; tran; le; pham; hoang; huynh; phan; vu; vo; dang; bui; do; ho; ngo; duong; ly; dinh; truong; mai; "
    "trinh; lam; to; luong; cao; ta; ha; dao; luu; chau; nay; rmah; siu; y; h; kpa; ksor; dam; nong; be; lo; vang; "
    "giang; "
    "ma; sung; thao; trang; khong; nghiem; kieu; au; lu; hua; phung; phuong; thach; son; quach; tang; ninh; doan; "
    "vi; trieu; lang; luu; lai; la; nghi; mac; than; tong; tu; ung; vuong; vien; van; uong; tiet; thi; thieu; thai; "
    "tan; ta; quang; quan; phi; on; nhu; ngan; ngac; mau; man; luc; lieu; lenh; le; lac; kim; khuong; khuat; kha; "
    "kong; "
    "huy; hoang; hoa; hang; han; gia; du; dong; doi; diep; dien; dich; dai; cu; co; chung; chu; che; canh; cam; "
    "bang; bach; banh; au; an; a; ro; ro cham; rcom; romah; dinh; hma; krong; nie; eban; mlo; knul; ayun; ho; hac; "
    "leng; lau; ly; hu; hau; ban; dang; chao; phan; tan; seo; cu; hang; mua; po; quang; lu; cut; moong; xeo; kring; "
    "zo; "
    "alang; bling; coor; arat; tran; lan; to; ngu; cung; thuong; tho; truc; nguy; tham; ngo; luong; lai"
)


def is_signature(words: str) -> bool:
    """Whether words are a form of authority or a title in capitals."""
    letters = [c for c in words if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return not words.startswith("-")
    head = _capitals(words)
    return bool(_FORM.match(words)) or (head.isupper() and _TITLES.match(fold(head)) is not None) or _is_post(words)


def _is_post(words: str) -> bool:
    """Whether a line is a title and nothing else, in whatever letters."""
    return words[:1].isupper() and POST.fullmatch(fold(words)) is not None


def could_name(words: str) -> bool:
    """Whether words look like a person's name."""
    parts = RANK.sub("", words).split()
    return 2 <= len(parts) <= 6 and all(_WORD.fullmatch(part) and part[0].isupper() for part in parts)


def signer_of(lines: list[str]) -> Signer:
    """The signer out of the lines of the signature."""
    form: list[str] = []
    title: list[str] = []
    name = None
    for line in _parted(lines):
        plain = fold(line)
        if _FORM.match(line):
            form.append(line)
        elif _TITLES.match(plain) and (line.isupper() or not title) and not line.startswith("Trường"):
            title.append(_capitals(line))
        elif line.isupper() and form and not title:
            form[-1] = f"{form[-1]} {line}"
        elif line.isupper() and title and len(line.split()) > 1 and not could_be_person(line):
            title[-1] = f"{title[-1]} {line}"
        elif could_name(line) and not line.isupper():
            name = RANK.sub("", line)
    if name is None:
        name = next(
            (
                line
                for line in lines
                if could_name(line) and could_be_person(line) and not _TITLES.match(fold(line)) and form + title
            ),
            None,
        )
    return Signer(
        _FORMED.sub(r"\1. ", " ".join(form)) or None, title[0] if title else None, name if form or title else None
    )


def _parted(lines: list[str]) -> list[str]:
    """Titles and names that ran together, taken apart."""
    found: list[str] = []
    for line in lines:
        form = _FORM.match(line)
        if (rank := RANK.match(line)) and could_name(line[rank.end() :]):
            found.append(line[rank.end() :])
            continue
        if form and _is_post(line[form.end() :].strip()):
            found.append(line)
            continue
        head = _capitals(line)
        name = line[len(head) :].strip()
        second = _second(head)
        found.extend([head[:second].strip(), head[second:]] if second else [head])
        found.extend([name] if name else [])
    return found


def _second(head: str) -> int:
    """Where the signer's own title begins, behind the form of authority and the title of the one signed for; or 0."""
    form = _FORM.match(head)
    posts = POST.finditer(fold(head)) if form else ()
    titles = [m.start() for m in posts if not head[: m.start()].rstrip().endswith((",", "ĐOÀN"))]
    own = 0 if head.startswith(("TM", "T/M")) else 1
    return titles[own] if len(titles) > own else 0


def _capitals(line: str) -> str:
    """The leading words in capitals: a name may be glued behind a title."""
    stop = next((i for i in range(1, len(line)) if line[i].islower()), None)
    head = line[: stop - 1].strip() if stop else ""
    return head if head.isupper() and sum(map(str.isalpha, head)) > _SHORTEST else line


def could_be_person(line: str) -> bool:
    """Whether the first word is a common surname."""
    return fold(line).split()[0] in _SURNAMES
