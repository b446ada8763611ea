"""The words that open a head's parts and the body of a letter."""

import re

KINH_GUI = re.compile(r"k\s?inh\s*g\s?ui\s*[:.]?")
ABOUT = re.compile(r"(?<![a-z])v\s?[/.]\s?v(?:iec)?\s*[:.]?\s*|(?<![a-z])v\s?/\s?viec\s*:?\s*")
NOI_NHAN = re.compile(r"noi\s*nhan\s*:|^[ \t]*noi\s*nhan[ \t]*$", re.MULTILINE)
AUTHORITY = re.compile(r"(?<![a-z])(?:(?:kt|tm|tl|tuq|q)\s?\.|k/t|t/m|t/l)\s?(?=[a-z])")
_POST = (
    r"(?:(?:pho|quyen) )?(?:tong giam doc|giam doc|chu tich|chanh van phong|chanh thanh tra|chu nhiem|tong cuc truong|"
    r"chi cuc truong|cuc truong|vu truong|vien truong|truong phong|truong ban|bo truong|thu truong|thu tuong|"
    r"hieu truong|bi thu|chi huy truong|truong chi nhanh|tram truong|cua hang truong|chanh an|tu lenh|chinh uy|"
    r"truong cong an|doi truong)"
)
POST = re.compile(rf"(?<![^\s.;)]){_POST}(?!\w)")
POST_RUN = re.compile(rf"(?<![^\s.;)]){_POST}")
POST_LINE = re.compile(rf"^[ \t|]*(?:q\. ?)?{_POST}(?!\w)[^\n:]{{0,60}}$", re.MULTILINE)
KINH_MOI = re.compile(r"kinh\s+moi\s*:")
DIEN = re.compile(r"(?<=\s)dien\s*:")
OPENERS = re.compile(
    r"(?:thuc hien|can cu|theo (?:noi|de|chi|ke|tinh|thong|bao|y|cong|du|yeu|van)|de (?!nghi)|nham |"
    r"tiep theo|ngay \d|sau khi|trong thoi gian|hien nay|vua qua|xet |tiep nhan"
    r"|phuc dap|tra loi|trien khai|chap hanh|nhan duoc|so [a-z][a-z ]{5,60}(?:nhan duoc|tiep nhan|de nghi|"
    r"yeu cau|thong bao)|truoc tinh hinh|thoi gian qua|do |tren co so|qua |ke tu|lien quan|nhan dip|"
    r"kinh moi|tran trong|duoc su|ve viec|thuong truc)"
)
