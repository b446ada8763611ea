"""Turn one clause into a duty: its quotation, whom it binds, how, when, and what about."""

from thongsuot.engines.letter._agents import agent_of
from thongsuot.engines.letter._bound import Bound, bound
from thongsuot.engines.letter._clause import Clause, Cut
from thongsuot.engines.letter._deadlines import deadline_of, limits_of, warnings_of
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._limits import add_limit, only_ends
from thongsuot.engines.letter._modes import main_verb, mode_of
from thongsuot.engines.letter._moments import in_ground, moments_of
from thongsuot.engines.letter._nearby import kind_beside
from thongsuot.engines.letter._others import partners, receivers
from thongsuot.engines.letter._quotes import case_of, end_of, score_of, trigger_of
from thongsuot.engines.letter._recurrences import period_before, recurrence_of
from thongsuot.engines.letter._sharing import Chain
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._steps import sentence_start
from thongsuot.engines.letter._terms import Mode, Relation
from thongsuot.engines.letter._umbrella import is_umbrella
from thongsuot.engines.letter._words import Word


def drafted(
    source: Source, words: list[Word], clauses: list[Clause], who: Bound, whole: Bound, context: Context
) -> list[Draft]:
    """The duties of a block's clauses, each carrying on the party and trigger of its sentence."""
    found: list[Draft] = []
    carried: Bound | None = None
    trigger: str | None = None
    chain = Chain()
    for clause, after in zip(clauses, [*clauses[1:], None], strict=False):
        if clause.cut in (Cut.SENTENCE, Cut.COLON, Cut.SEMICOLON):
            trigger = None
        if clause.closed or clause.opening is None:
            add_limit(source, words, clause, found, context)
            continue
        if only_ends(clause, words) and found:
            add_limit(source, words, clause, found, context, sure=True)
            chain.close(source, found, sure=True)
            continue
        party = clause.opening.party
        if not party and (agent := agent_of(words, clause)):
            carried = bound(source, words[agent.start].start, words[agent.end - 1].end, whole, carried or who)
        if party and not clause.governed:
            if _own(source, words, clause, context):
                continue
            carried = bound(source, words[party.start].start, words[party.end - 1].end, whole, carried or who)
        if clause.intro or (clause.opening.verb is None and not clause.governed):
            continue
        draft, trigger = _draft(source, words, clause, carried or who, context, trigger)
        chain.follow(clause, found)
        found.append(kind_beside(source, words, chain.led(draft), clause, after, found[-1].kind if found else ""))
        chain.close(source, found)
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
        or (name.startswith(f"{issuer} ") and not name.startswith(f"{issuer} cac "))
    )


def _draft(
    source: Source, words: list[Word], clause: Clause, who: Bound, context: Context, carried: str | None
) -> tuple[Draft, str | None]:
    opening = clause.opening
    assert opening is not None  # noqa: S101 - the caller looked
    start, end = words[clause.first].start, end_of(source, words, clause)
    umbrella = is_umbrella(words, clause)
    if umbrella:
        start = words[opening.lead].start
    plain = " ".join(source.plain[start:end].split())
    lead = words[opening.lead].start if not clause.governed else start
    ahead = " ".join(source.plain[lead:start].split())
    moments = [m for m in moments_of(source, lead, end, context.written) if not in_ground(source, lead, start, m)]
    recurrence = recurrence_of(
        source, lead, end, period_before(source, words[sentence_start(words, clause.first)].start, lead)
    )
    trigger = trigger_of(source, words, clause, start, end, carried) or case_of(source, lead, start)
    limit = next((m for m in moments if m.relation is not Relation.FROM), None)
    since = next((m.at.date() for m in moments if m.relation is Relation.FROM and m.at), None)
    deadline = deadline_of(source, limit, recurrence, moments, start, end)
    if umbrella and deadline and deadline.relation is Relation.ASAP:
        deadline = None
    verb = None if clause.governed else opening.verb
    main = main_verb(words, clause.first, clause.last, opening.verb)
    mode = (
        Mode.STANDING
        if umbrella
        else mode_of(
            words, clause, plain, limit, recurs=recurrence is not None, trigger=trigger, verb=main, ahead=ahead
        )
    )
    if umbrella:
        trigger = None
    elif mode is Mode.STANDING and context.doc_type == "Giấy mời":
        mode = Mode.ONE_OFF
    draft = Draft(
        start,
        end,
        mode,
        who,
        "",
        since,
        deadline,
        score_of(clause, verb is not None),
        trigger,
        partners(source, start, end),
        receivers(source, start, end),
        umbrella,
        limits=limits_of(source, moments, recurrence, deadline, end),
        warnings=warnings_of(source, moments, context, recurrence),
    )
    own = opening.trigger is None and trigger_of(source, words, clause, start, end, None) is not None
    return draft, carried if own or clause.governed else trigger
