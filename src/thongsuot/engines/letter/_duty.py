"""Turn one clause into a duty: its quotation, whom it binds, how, when, and what about."""

import re
from dataclasses import replace

from thongsuot.engines.letter._agents import agent_of
from thongsuot.engines.letter._bound import Bound, bound
from thongsuot.engines.letter._clause import Clause, Cut, is_verb_of
from thongsuot.engines.letter._deadlines import deadline_of, limits_of, warnings_of
from thongsuot.engines.letter._doers import doer_of
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._limits import add_limit, only_ends
from thongsuot.engines.letter._modes import happens, main_verb, mode_of
from thongsuot.engines.letter._moment import Moment
from thongsuot.engines.letter._moments import in_ground, moments_of
from thongsuot.engines.letter._nearby import kind_beside
from thongsuot.engines.letter._others import partners, receivers
from thongsuot.engines.letter._own import own
from thongsuot.engines.letter._parties import Party
from thongsuot.engines.letter._quotes import case_of, end_of, trigger_of
from thongsuot.engines.letter._recurrences import period_before, recurrence_of
from thongsuot.engines.letter._sharing import Chain
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._steps import past_links, sentence_start
from thongsuot.engines.letter._terms import Mode, Relation
from thongsuot.engines.letter._tokens import Token
from thongsuot.engines.letter._umbrella import is_umbrella
from thongsuot.engines.letter._words import Word


def drafted(
    source: Source, words: list[Word], clauses: list[Clause], who: Bound, whole: Bound, context: Context
) -> list[Draft]:
    """The duties of a block's clauses, each carrying on the party and trigger of its sentence."""
    drafter = _Drafter(source, words, who, whole, context)
    for clause, after in zip(clauses, [*clauses[1:], None], strict=False):
        drafter.take(clause, after)
    return drafter.found


class _Drafter:
    """Goes through the clauses of a block; `carried` and `trigger` hold on to what a sentence has said."""

    def __init__(self, source: Source, words: list[Word], who: Bound, whole: Bound, context: Context) -> None:
        self.source, self.words, self.who, self.whole, self.context = source, words, who, whole, context
        self.found: list[Draft] = []
        self.carried: Bound | None = None
        self.trigger: str | None = None
        self.mine = False
        self.verbs: dict[int, Token | None] = {}
        self.chain = Chain()

    def take(self, clause: Clause, after: Clause | None) -> None:
        """Read one clause: a duty, a time limit of the duty before, or nothing."""
        if clause.cut in (Cut.SENTENCE, Cut.COLON, Cut.SEMICOLON):
            self.trigger = None
        self.mine = self.mine and _goes_on(clause)
        if (self.mine and clause.opening is not None) or self._limits(clause) or not self._binds(clause):
            return
        assert clause.opening is not None  # noqa: S101 - one without is a limit
        if clause.intro or (clause.opening.verb is None and not clause.governed):
            return
        self._add(clause, after)

    def _limits(self, clause: Clause) -> bool:
        """Whether a clause only says by when, or by whom, the duty before is done."""
        if doer := doer_of(self.source, self.words, clause, self.whole):
            self.found[:] = [replace(draft, bound=doer) for draft in self.found]
        if clause.closed or clause.opening is None:
            add_limit(self.source, self.words, clause, self.found, self.context)
            return True
        if not (only_ends(clause, self.words) and self.found):
            return False
        add_limit(self.source, self.words, clause, self.found, self.context, sure=True)
        self.chain.close(self.source, self.found, sure=True)
        return True

    def _binds(self, clause: Clause) -> bool:
        """Set whom the clause binds; False where the issuer speaks of itself."""
        assert clause.opening is not None  # noqa: S101 - the caller looked
        party, verb = clause.opening.party, clause.opening.verb
        if not party and clause.cut is Cut.SENTENCE and happens(self.words, clause):
            self.carried = None
        if not party and clause.cut is Cut.SENTENCE and _asks_back(self.words, clause):
            self.carried, self.who = None, self.whole
        if verb and verb.plain == "thi hanh":
            self.carried = self.whole
        elif not party and (agent := agent_of(self.words, clause)):
            self._carry(agent)
        if party and not clause.governed:
            if own(self.source, self.words, clause, self.context):
                self.mine = True
                return False
            self._carry(party)
        return True

    def _carry(self, party: Party) -> None:
        start, end = self.words[party.start].start, self.words[party.end - 1].end
        self.carried = bound(self.source, start, end, self.whole, self.carried or self.who)

    def _add(self, clause: Clause, after: Clause | None) -> None:
        assert clause.opening is not None  # noqa: S101 - the caller looked
        who = self.carried or self.who
        draft, self.trigger = _draft(self.source, self.words, clause, who, self.context, self.trigger)
        self.chain.follow(clause, self.found)
        kind = self.found[-1].kind if self.found else ""
        self.found.append(kind_beside(self.source, self.words, self.chain.led(draft), clause, after, kind))
        self.chain.close(self.source, self.found)
        self.verbs[len(self.found) - 1] = clause.opening.verb
        _end_with(self.found, self.chain.first, self.verbs)
        if clause.cut is Cut.AND and clause.opening.trigger is None:
            _both(self.found)


def _due(source: Source, moments: list[Moment]) -> Moment | None:
    """The first limit; but where a span of days only tells what a roster covers, the day by which it is sent."""
    ends = [moment for moment in moments if moment.relation is not Relation.FROM]
    if len(ends) > 1 and moments[0].relation is Relation.FROM and moments[1] is ends[0]:
        sent = (m for m in ends[1:] if m.relation is Relation.BEFORE or _LATEST.match(source.plain, m.start))
        later = next(sent, None)
        spans = ends[0].relation is Relation.UNTIL and ends[0].start - moments[0].end < _NEAR
        return later if spans and later else ends[0]
    return ends[0] if ends else None


_LATEST = re.compile(r"(?:cham|muon|tre)\s+nhat")
_NEAR = 24  # characters between the two days of a span


def _asks_back(words: list[Word], clause: Clause) -> bool:
    """ "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị liên hệ ...": said to all who got the letter."""
    opening = clause.opening
    if opening is None or opening.verb is None or opening.verb.plain not in _TURNS_TO:
        return False
    said = " ".join(word.plain for word in words[opening.lead : opening.verb.first])
    return _DOUBTS.search(said) is not None


_TURNS_TO = frozenset(
    {"lien he", "phan anh", "trao doi", "bao cao", "thong tin", "phan hoi", "gui", "bao", "thong bao"}
)
_DOUBTS = re.compile(
    r"(?:qua trinh (?:thuc hien|trien khai)|neu co|co|gap|phat sinh) .*(?:vuong mac|kho khan|van de|thac mac)"
)


def _goes_on(clause: Clause) -> bool:
    """Whether a clause goes on with the subject of the one before."""
    opening = clause.opening
    if opening is None or opening.party is not None:
        return False
    return clause.cut in (Cut.COMMA, Cut.AND) or (clause.cut is Cut.SEMICOLON and opening.lead < opening.first)


def _end_with(found: list[Draft], first: int, verbs: dict[int, Token | None]) -> None:
    """ "Chốt danh sách ..., phân công ..., trình UBND tỉnh trước ngày 20/8": what leads up to a limit is done once."""
    last = found[-1].deadline
    if last is None or last.recurrence or last.relation is Relation.ASAP or found[-1].mode is not Mode.ONE_OFF:
        return
    for k in range(first, len(found) - 1):
        verb = verbs.get(k)
        if (
            found[k].mode is Mode.STANDING
            and not (found[k].deadline or found[k].umbrella)
            and verb
            and not is_verb_of("lasting", verb)
        ):
            found[k] = replace(found[k], mode=Mode.ONE_OFF)


def _both(found: list[Draft]) -> None:
    """ "Gọi điện xin lỗi khách và hoàn cước nếu hàng trễ ...": the condition behind both verbs."""
    last, before = found[-1], found[-2] if len(found) > 1 else None
    if (
        before
        and last.mode is Mode.CONDITIONAL
        and before.mode in (Mode.STANDING, Mode.ONE_OFF)
        and not before.deadline
    ):
        found[-2] = replace(before, mode=Mode.CONDITIONAL, trigger=last.trigger)


def _draft(
    source: Source, words: list[Word], clause: Clause, who: Bound, context: Context, carried: str | None
) -> tuple[Draft, str | None]:
    opening = clause.opening
    assert opening is not None  # noqa: S101 - the caller looked
    start, end = words[clause.first].start, end_of(source, words, clause)
    umbrella = is_umbrella(words, clause)
    if umbrella:
        asks = opening.command if opening.command is not None and words[opening.command].cut else None
        first = opening.lead if asks is None or words[opening.lead].plain == "nhan" else asks
        start = words[past_links(words, first) if words[first].low == "và" else first].start
    plain = " ".join(source.plain[start:end].split())
    lead = words[opening.lead].start if not clause.governed else start
    ahead = " ".join(source.plain[lead:start].split())
    moments = [m for m in moments_of(source, lead, end, context.written) if not in_ground(source, lead, start, m)]
    recurrence = recurrence_of(
        source, lead, end, period_before(source, words[sentence_start(words, clause.first)].start, lead)
    )
    trigger = trigger_of(source, words, clause, start, end, carried) or case_of(source, lead, start)
    limit = _due(source, moments)
    since = next((m.at.date() for m in moments if m.relation is Relation.FROM and m.at), None)
    deadline = deadline_of(source, limit, recurrence, moments, start, end)
    if umbrella and deadline and deadline.relation is Relation.ASAP:
        deadline = None
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
        trigger,
        partners(source, start, end),
        receivers(source, start, end),
        umbrella,
        limits=limits_of(source, moments, recurrence, deadline, end),
        warnings=warnings_of(source, moments, context, recurrence),
    )
    own = opening.trigger is None and trigger_of(source, words, clause, start, end, None) is not None
    return draft, carried if own or clause.governed else trigger
