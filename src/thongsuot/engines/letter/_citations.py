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
    rf"(?<!\w)(?P<type>{_TYPE})\s*(?:(?:hoa toc|khan|(?:y kien )?ket luan|chi dao)\s*)?(?:so\s*:?\s*)?"
    r"(?P<number>\d[\d ]{0,5}\s?(?:/\s?\d{4})?\s?[/-]\s?[a-z][a-z0-9&.]*(?:\s?[-/]\s?[a-z0-9&.]*[a-z0-9])*)"
)
_BARE = re.sub(r"(?<=P<)(day|month|year)", r"\1_", BARE)
DATED = re.compile(
    rf"[\s,(]*+(?:de\s+|ky\s+)?(?:{DATE})|"
    rf"[\s,(]*+{_BARE}"
)
ENACTS = (
    r"quy dinh|phe duyet|ban hanh|huong dan(?! tai)|sua doi|bo sung|cong bo|quy chuan|thanh lap|kien toan|bai bo|"
    r"phan bo|"
    r"dieu chinh|to chuc thuc|trien khai|giao (?:nhiem vu|chi tieu|du toan|quyen)"
).replace(" ", r"\s+")
_ENDS = (
    rf"\s(?:ve|v/v|{ENACTS}|xin|de nghi|yeu cau|kien nghi|phuc dap|tra loi|tai cuoc|ngay(?= ?\d)|tu ngay|"
    rf"tu(?= \d))(?!\w)"
)
_AND = (
    r"\sva\s(?:chi thi|cong van|ke hoach|quyet dinh|nghi quyet|cong dien|thong bao|thong tu|nghi dinh|van ban|"
    r"huong dan|"
    r"chi dao|to trinh|bao cao|de nghi|y kien|theo|can cu|cac)(?!\w)"
)
_GOES_ON = r"(?!\s+(?:vien thong|the thao|chong|tim kiem|truyen hinh|chua chay)(?!\w))"
BY = re.compile(rf"\s*+(?:,\s*+)?cua\s+(?P<who>(?:(?!{_ENDS}|{_AND}|\s[\"(]|[;:.\"\u201c()]|,{_GOES_ON})(?:.|\n))+)")
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
    r"[\s,]*+(?:\"(?P<quoted>[^\"]{4,400})\"|\(\s*(?P<inside>(?:v/v|ve(?:\s+viec)?)\s[^()]{3,300})\)|"
    rf"(?:\)\s*)?(?P<about>(?:v/v|ve(?:\s+viec)?|(?:{ENACTS})(?:,\s*(?:bo|xx)\s+sung)?)\s(?:[^;.\":]|\.(?=\w))*?)"
    rf"(?=\"|;|{_AND}\s*so|:|\.\s|\.$|\s\(|,\s*(?:{_SUBJECT}|de|nham|thuc hien|can cu|theo|nay|do|trong do|tren co so|"
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
    r"(?P<who>(?:[^\W\d]\w*[,\s]+){1,18}?)(?:tai\s+|\()$"
)
SENDER = re.compile(
    r"(?<!\w)do\s+(?P<who>(?:[^\W\d]\w*\s+){1,10}?)(?:chuyen|gui|neu|phan anh|kien nghi|trinh)(?:\s+den)?\s+"
    r"(?:tai|theo|kem theo|bang)\s+$"
)
YOURS = re.compile(
    r"(?<!\w)(?:cua\s+)?quy\s+(?:so|co quan|bo|cuc|don vi|cong ty|uy ban|ban|van phong|doanh nghiep)\s+tai\s+$"
)
_NEXT = (
    r"so|nghi|thong|quyet|chi thi|cong (?:van|dien)|uy ban|ubnd|bo(?! sung)|theo|can cu|phap lenh|luat|"
    r"chu|cac|nguoi|moi|to chuc|ca nhan|don vi|doanh nghiep|hien|nay|trong|tu ngay"
)
LAW = re.compile(
    r"(?:(?<!\w)(?:can cu|va|thuc hien|thi hanh|theo)|(?<=[,;]))\s+(?P<kind>(?:bo\s+)?luat|phap lenh)\s+"
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
LAWS = {"bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh"}
