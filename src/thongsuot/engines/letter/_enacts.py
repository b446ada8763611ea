"""Know the last article of a decision: who is to carry it out."""

import re

from thongsuot.engines.letter._clause import Clause, Cut
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._tokens import Class, Token
from thongsuot.engines.letter._words import Word

_CARRIES_OUT = re.compile(
    r"(?P<verb>(?:chiu|co) trach nhiem (?:to chuc )?(?:thi hanh|thuc hien|trien\s+khai\s+thuc\s+hien)|"
    r"can cu (?:noi dung )?(?:quyet dinh|nghi quyet|chi thi)(?: nay)? (?:de )?(?:to chuc )?(?:thi hanh|thuc hien)|"
    r"thi hanh(?= (?:quyet dinh|nghi quyet|chi thi|quy dinh|quy che)))"
    r"(?: (?:cac )?(?:noi dung )?(?:cua )?(?:quyet dinh|nghi quyet|chi thi|quy dinh|quy che|ke hoach))?(?: nay)?"
    r"(?: ke tu ngay ky)?$"
)
_PERSONS = re.compile(
    r"(?:cac )?(?:ong |ba |dong chi )?(?:ba |ong )?(?:chanh|giam doc|thu truong|truong|chu tich|pho|"
    r"tong giam doc|cuc|vu|"
    r"nguoi|hieu truong|so|ubnd|uy ban|van phong|phong|cac|bo truong|cong an|bi thu|vien truong)"
)


def carried_out(words: list[Word]) -> Clause | None:
    """The sentence that says who carries the decision out, read as one order over the whole; None where none does."""
    first = next((k for k in range(len(words) - 1, 0, -1) if words[k].cut == "."), 0)
    plain = " ".join(word.plain for word in words[first:])
    found = _CARRIES_OUT.search(plain)
    if found is None or not _PERSONS.match(plain) or found.start("verb") == 0:
        return None
    at = first + plain[: found.start("verb")].count(" ")
    verb = Token(at, 2, Class.STRONG, "thi hanh")
    return Clause(first, len(words), Cut.SENTENCE, Opening(first, first, verb))
