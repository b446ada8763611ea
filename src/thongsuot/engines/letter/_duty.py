"""Turn one clause into a duty: its quotation, whom it binds, how, when, and what about."""

import re
from dataclasses import replace

from thongsuot.engines.letter._clauses import Clause, Cut, is_verb_of
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._kinds import kind_of, prepares, weights
from thongsuot.engines.letter._letter import Mode, Relation
from thongsuot.engines.letter._limits import add_limit, deadline_of, limits_of, only_ends, warnings_of
from thongsuot.engines.letter._modes import main_verb, mode_of, trailing_trigger
from thongsuot.engines.letter._moments import moments_of
from thongsuot.engines.letter._others import partners, receivers
from thongsuot.engines.letter._parties import Bound, bound
from thongsuot.engines.letter._recurrences import recurrence_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._umbrella import is_umbrella
from thongsuot.engines.letter._words import Word

_LEFT_OVER = re.compile(
    r"\s*,?\s*(?:de|lam co so de|nham)\s+(?:so|bo|ubnd|uy ban|cuc|co quan|phong|van phong|ban|tong hop|"
    r"theo doi|xem xet|kip thoi|duoc)\b"
)


def drafted(
    source: Source, words: list[Word], clauses: list[Clause], who: Bound, whole: Bound, context: Context
) -> list[Draft]:
    """The duties of a block's clauses, each carrying on the party and trigger of its sentence."""
    found: list[Draft] = []
    carried: Bound | None = None
    trigger: str | None = None
    for index, clause in enumerate(clauses):
        if clause.cut in (Cut.SENTENCE, Cut.COLON, Cut.SEMICOLON):
            trigger = None
        if clause.closed or clause.opening is None:
            add_limit(source, words, clause, found, context)
            continue
        if only_ends(clause, words) and found:
            add_limit(source, words, clause, found, context, sure=True)
            continue
        party = clause.opening.party
        if party and not clause.governed:
            if _own(source, words, clause, context):
                continue
            carried = bound(source, words[party.start].start, words[party.end - 1].end, whole)
        if clause.intro or (clause.opening.verb is None and not clause.governed):
            continue
        draft, trigger = _draft(source, words, clause, carried or who, context, trigger)
        found.append(_kind(source, draft, clause, clauses, index, words, found))
    return found


def _own(source: Source, words: list[Word], clause: Clause, context: Context) -> bool:
    """A sentence about what the issuer does itself orders nobody."""
    assert clause.opening is not None  # noqa: S101 - the caller looked
    assert clause.opening.party is not None  # noqa: S101 - the caller looked
    party = clause.opening.party
    name = " ".join(source.plain[words[party.start].start : words[party.end - 1].end].split())
    issuer = fold(context.issuer or "")
    if clause.opening.command is not None or not issuer:
        return False
    return (
        issuer == name
        or issuer.startswith(f"{name} ")
        or name in ("so", "bo", "cuc", "so tt&tt")
        or name.startswith(f"{issuer} ")
    )


def _draft(
    source: Source, words: list[Word], clause: Clause, who: Bound, context: Context, carried: str | None
) -> tuple[Draft, str | None]:
    opening = clause.opening
    assert opening is not None  # noqa: S101 - the caller looked
    start, end = words[clause.first].start, _end(source, words, clause)
    umbrella = is_umbrella(words, clause)
    if umbrella:
        start = words[opening.lead].start
    plain = " ".join(source.plain[start:end].split())
    lead = words[opening.lead].start if not clause.governed else start
    moments = moments_of(source, lead, end, context.written)
    recurrence = recurrence_of(source, lead, end) if not clause.governed else None
    trigger = _trigger(source, words, clause, start, end, carried)
    limit = next((m for m in moments if m.relation is not Relation.FROM), None)
    since = next((m.at.date() for m in moments if m.relation is Relation.FROM and m.at), None)
    deadline = deadline_of(source, limit, recurrence, moments, start, end)
    verb = None if clause.governed else opening.verb
    main = main_verb(words, clause.first, clause.last, opening.verb)
    mode = (
        Mode.STANDING
        if umbrella
        else mode_of(clause, plain, limit, recurs=recurrence is not None, trigger=trigger, verb=main)
    )
    if umbrella:
        trigger = None
    draft = Draft(
        start,
        end,
        mode,
        who,
        "",
        since,
        deadline,
        _score(clause, verb is not None),
        trigger,
        partners(source, start, end),
        receivers(source, start, end),
        umbrella,
        limits=limits_of(source, moments, recurrence, deadline),
        warnings=warnings_of(source, moments, context),
    )
    return draft, trigger if not clause.governed else carried


def _end(source: Source, words: list[Word], clause: Clause) -> int:
    end = words[clause.last - 1].end
    start = words[clause.first].start
    cut = next((m for m in _LEFT_OVER.finditer(source.plain, start, end) if m.start() > start), None)
    if (
        cut
        and len(source.plain[start : cut.start()].split()) > 2
        and re.search(
            r"(?:bao cao|gui|ve so|truoc|cham nhat|thong ke|phan anh|lien he)", source.plain[start : cut.start()]
        )
    ):
        return cut.start()
    if source.plain[end : end + 1] == ")" and source.plain.count("(", start, end) > source.plain.count(")", start, end):
        end += 1
    if source.plain[end : end + 3] == "...":
        end += 3
    return end


def _trigger(
    source: Source, words: list[Word], clause: Clause, start: int, end: int, carried: str | None
) -> str | None:
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


def _score(clause: Clause, verbal: bool) -> float:
    base = {Cut.SENTENCE: 0.95, Cut.SEMICOLON: 0.93, Cut.COLON: 0.9, Cut.COMMA: 0.85, Cut.AND: 0.8, Cut.PURPOSE: 0.8}[
        clause.cut
    ]
    return base if verbal else round(base - 0.25, 2)


def _kind(
    source: Source,
    draft: Draft,
    clause: Clause,
    clauses: list[Clause],
    index: int,
    words: list[Word],
    found: list[Draft],
) -> Draft:
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
    if (
        near == "DUTY_ROSTER"
        and kind == "PRIORITY_RESTORATION"
        and not is_verb_of("forbid", clause.opening.verb if clause.opening else None)
    ):
        kind = near
    return replace(draft, kind=kind)
