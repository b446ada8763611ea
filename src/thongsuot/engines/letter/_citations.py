"""Patterns of citations: type, number, date, issuer, title; and laws by name."""

import re
from datetime import date

from thongsuot.engines.letter._dates import BARE, DATE, made
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._source import Source

_TYPES = sorted(
    {
        *table("offices")["types"].values(),
        "Thông tư liên tịch",
        "Nghị định",
        "Văn bản",
        "Kết luận",
        "Lệnh",
        "Thông tri",
        "Giấy phép",
    },
    key=len,
    reverse=True,
)
NAMED = {fold(name): name for name in _TYPES}
_TYPE = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(NAMED, key=len, reverse=True))
_NUMBER = r"(?P<number>\d[\d ]{0,5}\s?(?:/\s?\d{4})?\s?[/-]\s?[a-z][a-z0-9&.]*(?:\s?[-/]\s?[a-z0-9&.]*[a-z0-9])*)"
_NO_NAME = rf"(?:{_TYPE}|so(?=\s*:?\s*\d)|cua|tai|theo|den|cho|ve|trong|ngay|kem|voi)(?!\w)"
CITED = re.compile(  # "Biên bản kiểm tra số ...", "Nghị quyết của Hội đồng nhân dân tỉnh số ..."
    rf"(?<!\w)(?<!phap )(?P<type>{_TYPE})(?:\s*(?:(?:hoa toc|khan|(?:y kien )?ket luan|"
    rf"chi dao)\s*)?:?\s*(?:so\s*:?\s*)?|"
    rf"(?:\s+(?!{_NO_NAME})[a-z]+){{0,4}}?(?:\s+cua\s+(?P<by>(?:(?!{_NO_NAME})[a-z]+[\s,-]+){{0,9}}?(?!{_NO_NAME})[a-z]+))?\s*:?\s+so\s*:?\s*)"
    rf"{_NUMBER}"
)
FURTHER = re.compile(rf"(?:[,;]|(?<=\d)\s+va|[a-z]\s+va)\s+so\s*:?\s*{_NUMBER}")  # "Công văn số 1/..., số 2/..."
_BARE = re.sub(r"(?<=P<)(day|month|year)", r"\1_", BARE)
DATED = re.compile(
    rf"[\s,(]*+(?:(?:hoi|luc)\s+\d{{1,2}}\s*(?:gio|h)[\s\d]*(?:phut)?,?\s*)?(?:de\s+|ky\s+)?(?:{DATE})|"
    rf"[\s,(]*+{_BARE}"
)
UNNUMBERED = re.compile(  # "Căn cứ Biên bản khảo sát ngày ..."
    rf"(?:^|[;.\n])[\s-]*(?:can cu|thuc hien|xet|theo|thi hanh|trien khai|tiep nhan|phuc dap|tra loi)\s+"
    rf"(?P<type>{_TYPE})(?:\s+(?!cua\s|so\s|ngay\s)[a-z]+){{0,6}}?"
    rf"(?:\s+cua\s+(?P<by>(?:(?!{_NO_NAME})[a-z]+[\s,-]+){{0,9}}?(?!{_NO_NAME})[a-z]+))?(?=,?\s+(?:de\s+|"
    rf"ky\s+)?ngay\s*\d)"
)
ENACTS = (
    r"quy dinh|phe duyet|ban hanh|huong dan(?! tai)|sua doi|bo sung|cong bo|quy chuan|thanh lap|kien toan|bai bo|"
    r"phan bo|"
    r"dieu chinh|to chuc thuc|trien khai|giao (?:nhiem vu|chi tieu|du toan|quyen)|thuc hien|"
    r"thong bao (?:y kien|ket luan|noi dung)|truyen dat"
).replace(" ", r"\s+")
_ENDS = (
    rf"\s(?:ve(?=\s+viec)|(?<!ban chi dao trung uong )(?<!bcd trung uong )(?<!quoc gia )ve|v/v|{ENACTS}|xin|de nghi|"
    rf"yeu cau|kien nghi|phuc dap|tra loi|tai (?:cuoc|phien|hoi nghi|buoi)|cap (?:cho|ngay)|ngay(?= ?\d)|tu ngay|"
    rf"tu(?= \d))(?!\w)"
)
_AND = (
    r"\sva\s(?:chi thi|cong van|ke hoach|quyet dinh|nghi quyet|cong dien|thong bao|thong tu|nghi dinh|van ban|"
    r"huong dan|"
    r"chi dao|to trinh|bao cao|de nghi|y kien|theo|can cu|cac|chuong trinh|phuong an|de an|quy che|ket luan|bien ban|"
    r"hop dong|thong tri)(?!\w)"
)
_GOES_ON = r"(?!\s+(?:vien thong|the thao|chong|tim kiem|truyen hinh|chua chay)(?!\w))"
BY = re.compile(rf"\s*+(?:,\s*+)?cua\s+(?P<who>(?:(?!{_ENDS}|{_AND}|\s[\"(]|[;:.\"\u201c()]|,{_GOES_ON})(?:.|\n))+)")
BETWEEN = re.compile(rf"\s*+giua\s+(?:(?!{_ENDS})[^,;:.()])+")  # an agreement has no issuer
JOINT = re.compile(  # several ministries issue one circular
    rf"\s*+(?:,\s*+)?cua\s+(?P<who>(?:(?!{_ENDS}|{_AND}|\s[\"(]|[;:.\"\u201c()]|"
    rf",{_GOES_ON}(?!\s+(?:bo|thanh tra|ngan hang|toa an|vien kiem sat|tong))(?!\w))(?:.|\n))+)"
)
_SUBJECT = (
    r"(?:cac|nhung|tung|moi|toan bo|tat ca)\s(?:doanh nghiep|don vi|co quan|nha mang|dia phuong|so|truong|to chuc)|"
    r"so|ubnd|uy ban|bo(?! sung)|cuc|vu|tong cuc|chu tich|giam doc|cong an|van phong|chi cuc|ban|phong|chi nhanh|"
    r"cong ty|tong cong ty|tap doan|trung tam|truong|kho bac|thanh tra|toa an|vien|hoc vien|benh vien|dai|bao|hoi|"
    r"doan|"
    r"lien doan|mat tran|dang uy|tinh uy|thanh uy|huyen uy|hieu truong|(?:pho )?thu tuong(?:chinh)?|bo truong|"
    r"thu truong|"
    r"pho chu tich|tong giam doc|vnpt|viettel|mobifone|buu dien|vien thong [a-z]+ (?:yeu|de|huong|thong)|dien luc|"
    r"(?:nghi dinh|thong tu|quyet dinh|chi thi|cong van|ke hoach|thong bao|nghi quyet|van ban|cong dien|to trinh) so"
).replace(" ", r"\s+")
TITLE = re.compile(
    r"[\s,]*+(?:\((?:khoa|lan thu|sau day|goi tat)[^()]{0,60}\)\s*+)?(?:\"(?P<quoted>[^\"]{4,400})\"|"
    r"\(\s*(?P<inside>(?:v/v|ve(?:\s+viec)?)\s[^()]{3,300})\)|"
    rf"(?:\)\s*)?(?P<about>(?:v/v|ve(?:\s+viec)?|(?:{ENACTS})(?:,\s*(?:bo|xx)\s+sung)?)\s(?:[^;.\":]|\.(?=\w))*?)"
    rf"(?=\"|;|{_AND}\s*so|\sva\s(?:(?:tinh hinh|dieu kien|nhu cau)\s|cac (?:van ban|quy dinh)|tren co so)|:|\.\s|"
    rf"\.$|\s\(|,\s*(?:{_SUBJECT}|de|nham|thuc hien|can cu|theo|nay|do|trong do|tren co so|"
    rf"tuy nhien|"
    r"den nay|hien nay|hien|vi|nen|yeu cau|de nghi|sau khi|qua|xet|trong (?:thoi|qua)|vua qua|ngay \d|tu ngay|"
    r"trong khi|"
    r"theo do|dong thoi|tiep theo|nhung|song|tuy|hai|ba|bon|mot so|da|thoi han|han|tai)\s|\s(?:co (?:noi dung|mot so|"
    r"sai)|tu (?:ngay|\d+ gio)|(?:da|con|chua|bi) (?:neu|co|duoc|het|sai|ghi))\s|$))"
)
HOLDER = re.compile(
    r"(?P<lead>(?:y kien )?(?:huong dan|chi dao)|y kien|de nghi|huong dan|yeu cau|dong y|chap thuan|thong nhat|"
    r"phe duyet|"
    r"uy quyen|chu truong|ket luan|phan cong|bao cao|kien nghi|thong bao)\s+(?:cua\s+)?"
    r"(?P<who>(?:[^\W\d]\w*[,\s]+){1,18}?)(?:tai\s+(?:(?:cuoc|phien|hoi nghi|buoi)\s[^;.()]{3,90}\(\s*)?|\()$"
)
SENDER = re.compile(
    r"(?<!\w)do\s+(?P<who>(?:[^\W\d]\w*\s+){1,10}?)(?:chuyen|gui|neu|phan anh|kien nghi|trinh)(?:\s+den)?\s+"
    r"(?:tai|theo|kem theo|bang)\s+$"
)
YOURS = re.compile(
    r"(?<!\w)(?:cua\s+)?quy\s+(?:so|co quan|bo|cuc|don vi|cong ty|uy ban|ban|van phong|doanh nghiep)\s+tai\s+$"
)
SAYS = re.compile(
    r"(?:^|[.;,]|(?<!\w)(?=duoc|xet))\s*(?:(?:duoc|xet)\s+)?(?P<who>(?:(?!(?:neu|ghi|lui|dong y|yeu cau|da|"
    r"quy dinh|theo|tren|qua|sau|ket qua|noi dung|nhiem vu|lien quan|can cu|thuc hien|xet)\s)"
    r"[^\W\d][\w-]*,?\s+){1,14}?)(?:(?:giao\s+|da\s+)?tai|da\s+co)\s+$"
)


def date_behind(source: Source, at: int, end: int) -> tuple[date | None, int]:
    """The day that stands behind a number or a name, and where it ends; `at` where none does."""
    dated = DATED.match(source.plain, at, end)
    if dated is None:
        return None, at
    if dated["day_"]:
        plain = next(re.finditer(BARE, dated.group()))
        return made(plain, None), dated.end()
    return made(dated, None), dated.end()
