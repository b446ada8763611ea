"""Read a whole letter: head, addressees, legal basis, duties, tail."""

import hashlib
import re

from thongsuot.engines.letter._addressees import addressees_of
from thongsuot.engines.letter._annex import annexes_of
from thongsuot.engines.letter._basis import basis_of
from thongsuot.engines.letter._cites import cites_of
from thongsuot.engines.letter._commitments import commitments_of, promised
from thongsuot.engines.letter._contacts import contacts_of
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._duties import duties_of, numbered
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._frame import Frame, frame_of
from thongsuot.engines.letter._head import date_of, number_of, place_of, type_of
from thongsuot.engines.letter._letter import Letter
from thongsuot.engines.letter._letterhead import issuer_of
from thongsuot.engines.letter._open import Opened
from thongsuot.engines.letter._outcome import deadlines_in, obligation_of, paragraphs_of
from thongsuot.engines.letter._replies import answers, serves
from thongsuot.engines.letter._rosters import groups_of
from thongsuot.engines.letter._secrecy import guard_secret
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._stated import stated_limits
from thongsuot.engines.letter._subject import subject_of
from thongsuot.engines.letter._tail import tail_of
from thongsuot.engines.letter._urgency import urgency_in

_OPENED = re.compile(r"^[ \t]*(?:1\s?[.)]|i\s?[.)]|dieu\s+1[.:]?)\s|(?:nhu sau|sau day|duoi day)\s*[:.]", re.MULTILINE)

_COMMANDED = re.compile(
    r"(?:can cu|thuc hien|theo|xet|de)\s[^.]{0,600}(?:chi thi|yeu cau|de nghi|thong bao|huong dan|"
    r"quyet dinh)[^.:]{0,80}:(?=\s)"
)
_GROUNDS = re.compile(r"(?:\s*[-+]\s*can cu [^\n]*(?:\n(?!\s*[-+]|\s*\n|[^\n]*\n\s*\n\Z)[^\n]*)*)+")
_SENTENCE_END = re.compile(r"[.:;](?=\s)|\n\s*\n|\Z")


def letter_of(opened: Opened, filename: str, *, secret: bool = False) -> Letter:
    """Everything the text tells; null where it tells nothing. A marked secret is refused unless `secret` allows it."""
    source = Source(opened.text)
    frame = frame_of(source)
    if not secret:
        guard_secret(source, frame)
    number, number_at = number_of(source, frame)
    written, dated = date_of(source, frame)
    kind = type_of(source, frame, number)
    subject, under = subject_of(source, frame)
    addressees, body = addressees_of(source, frame, under)
    issuer = issuer_of(source, frame, number_at)
    replies = answers(source, fold(subject or ""), body, frame.tail) or serves(kind, addressees)
    context = Context(written, issuer.name, kind, addressees, answers=replies)
    own = promised(source, body, frame.tail, context)
    stretches = [(body, frame.tail), *annexes_of(source, frame.annex)]
    drafts = [
        draft
        for draft in duties_of(source, stretches, context)
        if not any(start <= draft.start < end for start, end in own)
    ]
    drafts = numbered(drafts)
    apart = stated_limits(source, stretches, drafts, own, context)
    recipients, signer = tail_of(source, frame)
    warnings = list(opened.warnings)
    if dated is not None and written is None:
        warnings.append(f"Ngày của văn bản không hợp lệ (“{source.value(*dated.span())}”); để trống, đề nghị nhập lại.")
    warnings.extend(warning for draft in drafts for warning in draft.warnings)
    return Letter(
        file=filename,
        format=opened.format,
        pages=opened.pages,
        text=opened.text,
        text_sha256=hashlib.sha256(opened.text.encode("utf-8", "surrogatepass")).hexdigest(),
        issuer=issuer,
        doc_type=kind,
        number=number,
        date=written,
        place=place_of(source, frame, dated),
        subject=subject,
        addressees=addressees,
        legal_basis=basis_of(
            source, body, _preamble_end(source, frame, body, drafts), addressees[0] if len(addressees) == 1 else None
        ),
        obligations=tuple(
            obligation_of(source, draft, after, context)
            for draft, after in zip(drafts, [*drafts[1:], None], strict=False)
        ),
        deadlines=deadlines_in(drafts, apart),
        contacts=contacts_of(source, body, frame.tail),
        recipients=recipients,
        signer=signer,
        paragraphs=paragraphs_of(source, drafts),
        warnings=tuple(dict.fromkeys(warnings)),
        commitments=commitments_of(source, own, context),
        urgency=urgency_in(source, frame),
        groups=groups_of(addressees),
        cites=cites_of(source, [(0, frame.head), (under, frame.tail)], number),
    )


def _preamble_end(source: Source, frame: Frame, body: int, drafts: list[Draft]) -> int:
    """An opening ends with its first numbered part, with "như sau", or where the first duty stands."""
    opened = _OPENED.search(source.plain, body, frame.tail)
    grounds = _GROUNDS.match(source.plain, opened.end(), frame.tail) if opened else None
    end = grounds.end() if grounds else opened.start() if opened else frame.tail
    if not drafts:
        return end
    first = drafts[0].block[0] if drafts[0].block[0] > body else _sentence_end(source, drafts[0].start, frame.tail)
    led = _COMMANDED.search(source.plain, first, end)
    return min(end, led.end() if led else first)


def _sentence_end(source: Source, start: int, tail: int) -> int:
    """A letter of one paragraph cites in the sentence that orders."""
    found = _SENTENCE_END.search(source.plain, start, tail)
    return found.start() if found else tail
