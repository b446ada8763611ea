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
    r"\s*+(?:,\s*+)?cua\s+(?P<who>(?:(?!\sve\s|\sva\s(?:chi thi|cong van|ke hoach|quyet dinh|nghi quyet)|\squy\sdinh|"
    r"\sphe\sduyet|\sban\shanh|\shuong\sdan|\stai\scuoc|\s[\"(]|[;:.\"\u201c(]|,(?!\s+(?:vien thong|"
    r"the thao|chong|tim kiem|truyen hinh|chua chay)(?!\w)))(?:.|\n))+)"
)
_SUBJECT = (
    r"(?:cac|nhung|tung|moi|toan bo|tat ca)\s(?:doanh nghiep|don vi|co quan|nha mang|dia phuong|so|truong|to chuc)|"
    r"so|ubnd|uy ban|bo|cuc|vu|tong cuc|chu tich|giam doc|cong an|van phong|chi cuc|ban|phong|chi nhanh|"
    r"cong ty|tong cong ty|tap doan|trung tam|truong"
)
TITLE = re.compile(
    r"[\s,]*+(?:\"(?P<quoted>[^\"]{4,400})\"|(?P<about>(?:v/v|ve(?:\s+viec)?|quy\s+dinh)\s(?:[^;.\":]|\.(?=\w))*?)"
    rf"(?=\"|;|:|\.\s|\.$|\s\(|,\s*(?:{_SUBJECT}|de|nham|thuc hien|can cu|theo|nay|do|trong do|tren co so|tuy nhien|"
    r"den nay|hien nay|hien|vi|nen|yeu cau|de nghi|sau khi|qua|xet|trong (?:thoi|qua)|vua qua|ngay \d|tu ngay|"
    r"trong khi|"
    r"theo do|dong thoi|tiep theo|nhung|song|tuy|hai|ba|bon|mot so|da|thoi han|tai)\s|$))"
)
HOLDER = re.compile(
    r"(?P<lead>(?:y kien )?(?:huong dan|chi dao)|y kien|de nghi|huong dan|yeu cau|dong y|chap thuan|thong nhat|"
    r"phe duyet|"
    r"uy quyen|chu truong|ket luan|phan cong|bao cao|kien nghi|thong bao)\s+(?:cua\s+)?"
    r"(?P<who>(?:[^\W\d]\w*[,\s]+){1,18}?)tai\s+$"
)
_NEXT = r"so|nghi|thong|quyet|chi thi|cong|uy ban|ubnd|bo(?! sung)|theo|can cu|phap lenh|luat"
LAW = re.compile(
    r"(?:(?<!\w)(?:can cu|va|thuc hien|thi hanh|theo)|(?<=[,;]))\s+(?:bo\s+)?(?P<kind>luat|phap lenh)\s+"
    rf"(?P<name>sua\sdoi[^;.\d]{{3,160}}|(?:[^;.,\d]|,(?!\s*(?:{_NEXT})\s)){{3,110}}?)"
    rf"(?=\s*(?:;|\.|so\s*\d|nam\s*\d|ngay\s*\d|\(|,\s*(?:{_NEXT})\s|"
    r"va\s(?:nghi dinh|thong tu|quyet dinh|luat|phap lenh)|duoc\s))\s*"
    r"(?:so\s*(?P<number>\d+/\d{4}/(?:qh|pl-ubtvqh)\d+))?\s*(?:nam\s*\d{4})?"
)
SAYS = re.compile(
    r"(?:^|[.;,]|(?<!\w)(?=duoc|xet))\s*(?:(?:duoc|xet)\s+)?(?P<who>(?:(?!(?:neu|ghi|lui|dong y|yeu cau|da|"
    r"quy dinh|theo)\s)"
    r"[^\W\d][\w-]*,?\s+){1,14}?)(?:(?:giao\s+|da\s+)?tai|da\s+co)\s+$"
)
LAWS = {"luat": "Luật", "phap lenh": "Pháp lệnh"}
