"""Patterns of citations: type, number, date, issuer, title; and laws by name."""

import re

from thongsuot.engines.letter._dates import BARE, DATE
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._lexicon import table

_TYPES = sorted(
    {*table("offices")["types"].values(), "Thông tư liên tịch", "Nghị định", "Văn bản"}, key=len, reverse=True
)
NAMED = {fold(name): name for name in _TYPES}
_TYPE = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(NAMED, key=len, reverse=True))
CITED = re.compile(
    rf"(?<!\w)(?P<type>{_TYPE})\s*(?:(?:hoa toc|khan)\s*)?(?:so\s*:?\s*)?"
    r"(?P<number>\d[\d ]{0,5}\s?(?:/\s?\d{4})?\s?[/-]\s?[a-z][a-z0-9&.]*(?:\s?[-/]\s?[a-z0-9&.]*[a-z0-9])*)"
)
_BARE = re.sub(r"(?<=P<)(day|month|year)", r"\1_", BARE)
DATED = re.compile(
    rf"[\s,(]*+(?:{DATE})|"
    rf"[\s,(]*+{_BARE}"
)
BY = re.compile(
    r"\s*+(?:,\s*+)?cua\s+(?P<who>(?:(?! ve (?!sinh)|"
    r" va (?:chi thi|cong van|ke hoach|quyet dinh)| quy dinh| phe duyet| ban hanh| huong dan|\s[\"(]|"
    r"[;:.\"“(]|,\s*(?:ve |de |nham |so |[a-z ]{0,40}(?:yeu cau|de nghi)))(?:.|\n))+)"
)
TITLE = re.compile(
    r"[\s,]*+(?:\"(?P<quoted>[^\"]{4,400})\"|(?P<about>(?:v/v|ve(?: viec)?)\s(?:[^;.\":]|\.(?=\w))*?)"
    r"(?=\"|;|\.\s|\.$|,\s*(?:so|ubnd|uy ban|bo|cuc|de|nham|thuc hien|can cu|theo|chu tich|"
    r"giam doc|cong an|van phong|chi cuc|ban|nay)\s|$))"
)
HOLDER = re.compile(
    r"(?:(?:y kien )?(?:huong dan|chi dao)|y kien|de nghi|huong dan|yeu cau|"
    r"thong bao)\s+(?:cua\s+)?(?P<who>(?:[^\W\d]\w*[,\s]+){1,18}?)tai\s+$"
)
LAW = re.compile(
    r"can cu\s+(?:bo )?luat\s+(?P<name>[^;.,\d]{3,80}?)(?=\s*(?:;|\.|,|so\s*\d|nam\s*\d|ngay\s*\d|"
    r"\())\s*(?:so\s*(?P<number>\d+/\d{4}/qh\d+))?\s*(?:nam\s*\d{4})?"
)
