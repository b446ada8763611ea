"""Turn one clause into a duty: its quotation, whom it binds, how, when, and what about."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from thongsuot.engines.letter._clauses import Clause, Cut, is_verb_of
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._kinds import kind_of, prepares, weights
from thongsuot.engines.letter._letter import Deadline, Mode, Relation
from thongsuot.engines.letter._modes import main_verb, mode_of, trailing_trigger
from thongsuot.engines.letter._moments import ZONE, Moment, moments_of
from thongsuot.engines.letter._parties import Bound, bound
from thongsuot.engines.letter._recurrences import Recurrence, ended, recurrence_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._words import Word

_GENERIC = frozenset(
    ["nghiem", "tuc", "khan", "truong", "kip", "thoi", "to", "chuc", "trien", "khai", "thuc", "hien", "phoi", "hop", "chap", "hanh", "cac", "mot", "so", "noi", "dung", "tren", "nay", "neu", "van", "ban", "cong", "chi", "thi", "dien", "ke", "hoach", "theo", "quy", "dinh", "de", "nghi", "yeu", "cau", "quan", "tam", "va", "tot", "day", "du", "dung", "nhiem", "vu", "duoc", "giao", "quy", "don", "vi", "doanh", "nghiep", "dong", "bo", "hieu", "qua", "co", "nhung", "o", "y", "kien", "dao", "cua", "so"]
)
_LEFT_OVER = re.compile(r"\s*,?\s*(?:de|lam co so de|nham)\s+(?:so|bo|ubnd|uy ban|cuc|co quan|phong|van phong|ban|tong hop|theo doi|xem xet|kip thoi|duoc)\b")
_ASAP = re.compile(r"(?<!\w)(?:ngay lap tuc|lap tuc|ngay(?! (?:\d|lam|ky|ban|nay|tet|nghi|le|bau|cang|nhan|thang|cong|dem|dau|trong|moi|trung|hoi|hom|dien|den|tai|tu|ca |o ))|khan truong)(?!\w)")
_REPORTED = re.compile(r"(?:kip thoi (?:bao cao|phan anh|thong bao)|(?:bao cao|phan anh|thong bao) kip thoi)")
_WITH = re.compile(r"phoi hop (?:chat che |chat |tot |dong bo )?(?:,? ?[\w ]{0,20} )?voi (?P<who>.+?)(?= (?:dam bao|bao dam|xac minh|to chuc|thuc hien|trien khai|xay dung|kiem tra|ra soat|xu ly|su dung|huong dan|tuyen truyen|tham muu|giai quyet|ngan chan|cung cap|theo doi|trong viec|de|nham|trong|phat hien|ung pho|chuan bi|thong ke|doi soat|khac phuc|van dong)\b|[,;.]|$)")
_TO = re.compile(r"(?:ve|cho|den|toi)\s+(?P<who>(?:so|bo|ubnd|uy ban|cuc|chi cuc|phong|van phong|ban chi huy|ban chi dao|trung tam|tong|cong an|ban)\s?(?!,)[^,;.:(]{1,90}?)(?=\s*(?:\(|,|;|\.|:|$)|\s(?:truoc|cham|qua|de|bang|theo|trong|hang|dinh|ngay|tu|ke|vao|tai|truong|nham|duoi|muon|khi)\b)")


@dataclass(frozen=True, slots=True)
class Context:
    """What the head of the letter gave."""

    written: date | None
    issuer: str | None
    doc_type: str | None
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A duty in offsets of the shadow."""

    start: int
    end: int
    mode: Mode
    bound: Bound
    kind: str
    effective_from: date | None
    deadline: Deadline | None
    score: float
    trigger: str | None = None
    coordinate_with: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    umbrella: bool = False
    paragraph: int = 0
    block: tuple[int, int] = (0, 0)
    limits: tuple[tuple[int, Deadline], ...] = ()
    warnings: tuple[str, ...] = ()


def drafted(source: Source, words: list[Word], clauses: list[Clause], who: Bound, whole: Bound, context: Context) -> list[Draft]:
    """The duties of a block's clauses, each carrying on the party and trigger of its sentence."""
    found: list[Draft] = []
    carried: Bound | None = None
    trigger: str | None = None
    for index, clause in enumerate(clauses):
        if clause.cut in (Cut.SENTENCE, Cut.COLON, Cut.SEMICOLON):
            trigger = None
        if clause.closed or clause.opening is None:
            _add_limit(source, words, clause, found, context)
            continue
        if _only_ends(clause, words) and found:
            _add_limit(source, words, clause, found, context, sure=True)
            continue
        party = clause.opening.party
        if party and not clause.governed:
            if _own(source, words, clause, context):
                continue
            carried = bound(source, words[party.start].start, words[party.end - 1].end, whole)
        if clause.intro:
            continue
        if clause.opening.verb is None and not clause.governed:
            continue
        draft, trigger = _draft(source, words, clause, carried or who, context, trigger)
        found.append(_kind(source, draft, clause, clauses, index, words, found))
    return found


_LIMIT = re.compile(r"(?:thoi han|thoi gian|han|thoi diem|hoan thanh|xong)\b(?: \w+){0,5}\s*(?::|truoc|cham nhat|trong|la|den|tu)")


def _only_ends(clause: Clause, words: list[Word]) -> bool:
    """"Hoàn thành trước ngày ...": a time limit for what was said before."""
    verb = clause.opening.verb if clause.opening else None
    if verb is None or clause.governed or verb.plain != "hoan thanh" or verb.after >= len(words):
        return False
    return words[verb.after].plain in ("truoc", "cham", "trong", "xong", "muon")


def _add_limit(source: Source, words: list[Word], clause: Clause, found: list[Draft], context: Context, *, sure: bool = False) -> None:
    """Give a time limit that stands in a sentence of its own to the duty before it."""
    start, end = words[clause.first].start, words[clause.last - 1].end
    if not found or not (sure or _LIMIT.match(" ".join(source.plain[start:end].split()))):
        return
    moments = moments_of(source, start, end, context.written)
    last = found[-1]
    recurrence = recurrence_of(source, start, end)
    first = next((m for m in moments if m.relation is not Relation.FROM), None)
    limit = _deadline(source, first, recurrence, moments, start, end) if first or recurrence else None
    since = next((m.at.date() for m in moments if m.relation is Relation.FROM and m.at), None)
    limits = _limits(source, moments, recurrence, limit)
    mode = Mode.RECURRING if recurrence and last.mode in (Mode.STANDING, Mode.ONE_OFF) else Mode.ONE_OFF if limit and last.mode is Mode.STANDING and last.deadline is None else last.mode
    found[-1] = replace(
        last, mode=mode, deadline=last.deadline or limit, effective_from=last.effective_from or since, limits=last.limits + limits,
        warnings=last.warnings + _warnings(source, moments, context),
    )  # fmt: skip


def _own(source: Source, words: list[Word], clause: Clause, context: Context) -> bool:
    """A sentence about what the issuer does itself orders nobody."""
    assert clause.opening and clause.opening.party  # noqa: S101 - the caller looked
    party = clause.opening.party
    name = " ".join(source.plain[words[party.start].start : words[party.end - 1].end].split())
    issuer = fold(context.issuer or "")
    if clause.opening.command is not None or not issuer:
        return False
    return issuer == name or issuer.startswith(f"{name} ") or name in ("so", "bo", "cuc", "so tt&tt") or name.startswith(f"{issuer} ")


def _draft(
    source: Source, words: list[Word], clause: Clause, who: Bound, context: Context, carried: str | None
) -> tuple[Draft, str | None]:
    opening = clause.opening
    assert opening is not None  # noqa: S101 - the caller looked
    start, end = words[clause.first].start, _end(source, words, clause)
    umbrella = _umbrella(source, words, clause)
    if umbrella:
        start = words[opening.lead].start
    plain = " ".join(source.plain[start:end].split())
    lead = words[opening.lead].start if not clause.governed else start
    moments = moments_of(source, lead, end, context.written)
    recurrence = recurrence_of(source, lead, end) if not clause.governed else None
    trigger = _trigger(source, words, clause, start, end, carried)
    limit = next((m for m in moments if m.relation is not Relation.FROM), None)
    since = next((m.at.date() for m in moments if m.relation is Relation.FROM and m.at), None)
    deadline = _deadline(source, limit, recurrence, moments, start, end)
    verb = None if clause.governed else opening.verb
    main = main_verb(words, clause.first, clause.last, opening.verb)
    mode = Mode.STANDING if umbrella else mode_of(clause, plain, limit, recurs=recurrence is not None, trigger=trigger, verb=main)
    if umbrella:
        trigger = None
    draft = Draft(
        start, end, mode, who, "", since, deadline, _score(clause, verb is not None), trigger, _partners(source, start, end), _receivers(source, start, end), umbrella,
        limits=_limits(source, moments, recurrence, deadline), warnings=_warnings(source, moments, context),
    )  # fmt: skip
    return draft, trigger if not clause.governed else carried


def _end(source: Source, words: list[Word], clause: Clause) -> int:
    end = words[clause.last - 1].end
    start = words[clause.first].start
    cut = next((m for m in _LEFT_OVER.finditer(source.plain, start, end) if m.start() > start), None)
    if cut and len(source.plain[start : cut.start()].split()) > 2 and re.search(r"(?:bao cao|gui|ve so|truoc|cham nhat|thong ke|phan anh|lien he)", source.plain[start : cut.start()]):
        return cut.start()
    if source.plain[end : end + 1] == ")" and source.plain.count("(", start, end) > source.plain.count(")", start, end):
        end += 1
    if source.plain[end : end + 3] == "...":
        end += 3
    return end


def _trigger(source: Source, words: list[Word], clause: Clause, start: int, end: int, carried: str | None) -> str | None:
    assert clause.opening is not None  # noqa: S101 - the caller looked
    if clause.opening.trigger and not clause.governed:
        a, b = clause.opening.trigger
        return source.value(words[a].start, words[b - 1].end).rstrip(" ,")
    shadow = re.sub(r"\s", " ", source.plain[start:end])
    squeezed = re.sub(r" +", " ", shadow)
    found = trailing_trigger(squeezed)
    if found:
        pattern = re.compile(r"\s+".join(re.escape(part) for part in squeezed[found[0] : found[1]].split()))
        match = pattern.search(source.plain, start, end)
        return source.value(*match.span()) if match else None
    return carried


def _deadline(source: Source, limit: Moment | None, recurrence: Recurrence | None, moments: list[Moment], start: int, end: int) -> Deadline | None:
    if recurrence is not None:
        last = next((m.at for m in moments if m.relation is not Relation.FROM and m.at), None)
        first = next((m.at for m in moments if m.relation is Relation.FROM and m.at), None)
        at = datetime(first.year, first.month, first.day, recurrence.hour, recurrence.minute, tzinfo=ZONE) if first and recurrence.hour is not None else None
        rule = ended(recurrence.rule, last) if last else recurrence.rule
        return Deadline(at, recurrence.relation, source.value(recurrence.start, recurrence.end).rstrip(" ,"), rule)
    if limit is not None:
        return limit.deadline(source)
    for match in _ASAP.finditer(source.plain, start, end):
        words = source.value(*match.span()).lower()
        if words.startswith(("ngay", "lập", "khẩn")):
            return Deadline(None, Relation.ASAP, source.value(*match.span()))
    soon = _REPORTED.search(" ".join(source.plain[start:end].split()))
    if soon:
        found = re.search(r"kip\s+thoi", source.plain[start:end])
        assert found is not None  # noqa: S101 - the pattern above holds these words
        return Deadline(None, Relation.ASAP, source.value(start + found.start(), start + found.end()))
    return None


def _limits(source: Source, moments: list[Moment], recurrence: Recurrence | None, deadline: Deadline | None) -> tuple[tuple[int, Deadline], ...]:
    found = [(m.start, m.deadline(source)) for m in moments if recurrence is None or m.end <= recurrence.start or m.start >= recurrence.end]
    if deadline is not None and (deadline.recurrence or deadline.relation is Relation.ASAP):
        found.append((recurrence.start if recurrence else moments[0].start if moments else -1, deadline))
    return tuple(found)


def _warnings(source: Source, moments: list[Moment], context: Context) -> tuple[str, ...]:
    found = []
    for moment in moments:
        words = source.value(moment.start, moment.end).rstrip(" ,")
        if moment.impossible:
            found.append(f"Không xác định được ngày trong “{words}”; đã giữ nguyên văn, đề nghị kiểm tra lại văn bản.")
        elif moment.strict:
            found.append(f"“{words}” được tính chặt: trước 00 giờ 00 phút của ngày đó; đề nghị xác nhận.")
        if moment.at and moment.relation in (Relation.BEFORE, Relation.UNTIL) and context.written and moment.at.date() < context.written:
            found.append(f"“{words}” sớm hơn ngày của văn bản; đề nghị kiểm tra lại.")
    return tuple(found)


def _umbrella(source: Source, words: list[Word], clause: Clause) -> bool:
    """"... nghiêm túc triển khai thực hiện": an order to carry out the letter, with no object of its own."""
    assert clause.opening is not None  # noqa: S101 - the caller looked
    verb = clause.opening.verb
    if verb is None or clause.governed:
        return False
    rest = [word.plain for word in words[verb.first : clause.last]]
    if rest[:4] == ["chiu", "trach", "nhiem", "thi"]:
        return True
    return len(rest) <= 16 and rest[0] in ("to", "trien", "thuc", "phoi", "chap", "nghiem", "quan") and set(rest) <= _GENERIC


def _partners(source: Source, start: int, end: int) -> tuple[str, ...]:
    match = re.compile(_WITH.pattern.replace(" ", r"\s+").replace(r"[\w\s+]", r"[\w ]")).search(source.plain, start, end)
    return (source.value(*match.span("who")).rstrip(" ,"),) if match else ()


def _receivers(source: Source, start: int, end: int) -> tuple[str, ...]:
    if not re.search(r"bao\s+cao|gui|phan\s+anh|thong\s+bao|lien\s+he", source.plain[start:end]):
        return ()
    match = _TO.search(source.plain, start, end)
    return (source.value(*match.span("who")).rstrip(" ,"),) if match else ()


def _score(clause: Clause, verbal: bool) -> float:
    base = {Cut.SENTENCE: 0.95, Cut.SEMICOLON: 0.93, Cut.COLON: 0.9, Cut.COMMA: 0.85, Cut.AND: 0.8, Cut.PURPOSE: 0.8}[clause.cut]
    return base if verbal else round(base - 0.25, 2)


def _kind(source: Source, draft: Draft, clause: Clause, clauses: list[Clause], index: int, words: list[Word], found: list[Draft]) -> Draft:
    if draft.umbrella:
        return replace(draft, kind="RECEIPT")
    plain = " ".join(source.plain[draft.start : draft.end].split())
    kind = kind_of(plain)
    if kind == "OTHER" and prepares(plain) and index + 1 < len(clauses):
        after = clauses[index + 1]
        kind = kind_of(" ".join(source.plain[words[after.first].start : words[after.last - 1].end].split()))
    near = found[-1].kind if found else ""
    if clause.governed and near and weights(plain).get(kind, 0) < 8:
        kind = near
    if near == "DUTY_ROSTER" and kind == "PRIORITY_RESTORATION" and not is_verb_of("forbid", clause.opening.verb if clause.opening else None):
        kind = near
    return replace(draft, kind=kind)
