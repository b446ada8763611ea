"""Every word a paper says, fully spelt: what both writers set, so that neither adds a word nor loses one."""

from collections.abc import Iterable
from dataclasses import dataclass

from thongsuot.engines.officialdoc._outline import Grid, Line, Outline, finished, roman
from thongsuot.engines.officialdoc._paper import Annex, Paper, Signature
from thongsuot.engines.officialdoc._text import GAP, capitals, cleaned, spell_date

_LETTER = "Công văn"


@dataclass(frozen=True)
class SignatureContent:
    powers: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class AnnexContent:
    number: str
    title: str
    belonging: str
    lines: tuple[Line | Grid, ...]
    landscape: bool


@dataclass(frozen=True, kw_only=True)
class Content:
    """The boxes of the decree's drawing, top to bottom; an empty text is a box left out."""

    name: str
    mark: str
    circulation: str
    parent: str
    body: str
    nation: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    number: str
    dated: str
    about: str
    urgency: str
    type_name: str
    subject: str
    call: str
    addressees: tuple[str, ...]
    lines: tuple[Line | Grid, ...]
    recipients: tuple[str, ...]
    drafter: str
    signatures: tuple[SignatureContent, ...]
    verification: str
    contact: str
    warning: str
    annexes: tuple[AnnexContent, ...]
    landscape: bool


def content_of(paper: Paper) -> Content:
    """Spell a paper out, every text made fit for print."""
    paper = cleaned(paper)
    head, outline = paper.letterhead, Outline()
    named = "" if paper.type_name == _LETTER else paper.type_name
    kind = named or _LETTER
    number = GAP if head.number is None else f"{head.number:02d}"
    return Content(
        name=f"{'[DIỄN TẬP] ' if paper.exercise else ''}{kind}: {paper.subject}",
        mark=_mark(paper),
        circulation=paper.circulation or "",
        parent=capitals(head.parent),
        body=capitals(head.body),
        number=f"Số: {number}/{head.symbol}",
        dated=spell_date(head.on, head.place),
        about="" if named else f"V/v {paper.subject}",
        urgency=paper.urgency or "",
        type_name=capitals(named),
        subject=paper.subject if named else "",
        call=f"{paper.call}:" if paper.addressees else "",
        addressees=paper.addressees if len(paper.addressees) == 1 else _listed(paper.addressees),
        lines=finished(outline.read(paper.blocks)),
        recipients=_listed(paper.recipients),
        drafter=capitals(paper.drafter),
        signatures=tuple(_signature(each) for each in paper.signatures),
        verification=paper.verification.line if paper.verification else "",
        contact=paper.contact,
        warning="Văn bản phục vụ diễn tập, không có giá trị thi hành." if paper.exercise else "",
        annexes=tuple(_annex(paper, kind, annex, outline, index) for index, annex in enumerate(paper.annexes, 1)),
        landscape=paper.landscape,
    )


def _mark(paper: Paper) -> str:
    """What stands framed on top of every page."""
    marks = {"DIỄN TẬP": paper.exercise, "DỰ THẢO": paper.draft}
    return " - ".join(mark for mark, so in marks.items() if so)


def _listed(names: Iterable[str]) -> tuple[str, ...]:
    """Một dòng mỗi nơi: dash before, semicolon after, a full stop after the last."""
    listed = [f"- {name.rstrip('.;')};" for name in names]
    return (*listed[:-1], *(last[:-1] + "." for last in listed[-1:]))


def _signature(signature: Signature) -> SignatureContent:
    powers = (*signature.authority, signature.post)
    return SignatureContent(tuple(capitals(power) for power in powers), signature.name)


def _annex(paper: Paper, kind: str, annex: Annex, outline: Outline, index: int) -> AnnexContent:
    head = paper.letterhead
    return AnnexContent(
        number=f"Phụ lục {roman(index)}" if len(paper.annexes) > 1 else "Phụ lục",
        title=capitals(annex.title),
        # NĐ 30/2020 leaves number and date empty here in electronic papers.
        belonging=f"(Kèm theo {kind} số {GAP}/{head.symbol} ngày {GAP} tháng {GAP} năm {GAP} của {head.body})",
        lines=outline.read(annex.blocks, top=2),
        landscape=annex.landscape,
    )
