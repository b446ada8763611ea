"""An SMS says what its writer does about a page: it is done once, and the writer is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from thongsuot.engines.vietnamese import padded
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, System
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.outbox.models import Channel, Reply
from thongsuot.paging import queries
from thongsuot.paging.actions.accepting import accept, decline
from thongsuot.paging.actions.asking import contact_of, how_to, short, told_inside
from thongsuot.paging.models import Ladder, Page, PageAnswer
from thongsuot.paging.queries import Answer, Word
from thongsuot.paging.states import LadderState, PageState

GUESSES = 5  # wrong codes from one number before its codes are not looked at
PAUSE = timedelta(minutes=10)
Outcome = PageAnswer.Outcome
UNCLEAR = (Outcome.UNCLEAR, Outcome.WRONG_CODE)


@dataclass(frozen=True)
class Heard:
    """An SMS, the page that it names or else the only one it can mean, and all that its writer may still accept."""

    reply: Reply
    number: str
    said: Answer
    ladder: Ladder
    page: Page | None
    asked: list[Page]


@transaction.atomic
def heed(reply: Reply, *, by: Actor, at: datetime) -> PageAnswer | None:
    """Do what an SMS asks about a page, once, and tell the writer; None where it is an ordinary answer.

    It counts only from the number that was paged. What was done and that it was read are committed together.
    """
    heard = _heard(reply) if outbox.take_up(reply) else None
    if heard is None:
        return None
    outcome = _act(heard, at=at)
    answer = PageAnswer.objects.create(
        ladder=heard.ladder,
        organisation_id=reply.organisation_id,
        reality=heard.ladder.reality,
        page=heard.page,
        reply=reply,
        number=heard.number,
        word=heard.said.word,
        code=heard.said.code,
        outcome=outcome,
        received_at=reply.received_at,
    )
    if settings.SMS_URL:
        _tell(heard, outcome, by=by, at=at)
    return answer


def _heard(reply: Reply) -> Heard | None:
    """Find what an SMS speaks of; of a shift, or of none of our matters, is not for us."""
    number, about, said = queries.number_of(reply), queries.ladder_of(reply), queries.words_of(reply)
    asked = queries.open_to(number, reply)
    page: Page | None = None
    match said:
        case Answer(word=Word.TAKE_OVER):
            return None
        case Answer(word=Word.UNKNOWN):
            ladder = about if about is not None and about.state in queries.UNANSWERED else None
        case Answer(code=""):
            ladder = about or (asked[0].ladder if asked else None)
            if not asked and about is not None:
                page = queries.newest_of(about, number, reply)
                ladder = about if page is not None else None
            elif len(asked) == 1:
                page = asked[0]
        case _:
            ladder = about or (asked[0].ladder if asked else None)
            page = queries.coded(number, said.code, reply)
    ladder = page.ladder if page is not None else ladder
    return Heard(reply, number, said, ladder, page, asked) if number and ladder is not None else None


def _act(heard: Heard, *, at: datetime) -> str:
    """Do what is asked and return what came of it."""
    said = heard.said
    if said.word == Word.UNKNOWN:
        return Outcome.UNCLEAR
    if said.code and queries.wrong_codes(heard.number, heard.reply.received_at, PAUSE).count() >= GUESSES:
        return Outcome.IGNORED
    if heard.page is None:
        return Outcome.WRONG_CODE if said.code else Outcome.UNCLEAR
    ladder = Ladder.objects.select_for_update(of=("self",)).get(pk=heard.page.ladder_id)
    page = Page.objects.select_related("ladder", "rung__home", "rung__person", "rung__address").get(pk=heard.page.pk)
    if ladder.state not in queries.UNANSWERED:
        return _too_late(ladder, page, said.word)
    writer: Actor = page.rung.person or System(page.rung.name[:40])
    if said.word == Word.ACCEPT:
        accept(ladder, by=writer, at=at, page=page)
        return Outcome.ACCEPTED
    if page.state != PageState.DECLINED:
        decline(page, by=writer, at=at)
    return Outcome.DECLINED


def _too_late(ladder: Ladder, page: Page, word: Word) -> str:
    if page.state == PageState.ACCEPTED:  # the writer's own; who cannot after all is to say so to a person
        return Outcome.ACCEPTED if word == Word.ACCEPT else Outcome.UNCLEAR
    return Outcome.TAKEN if ladder.state == LadderState.ACCEPTED else Outcome.OVER


def _tell(heard: Heard, outcome: str, *, by: Actor, at: datetime) -> None:
    """Answer by SMS; the same thing about the same page, and how to answer about the same matter, is said once."""
    known = heard.page or queries.newest_of(heard.ladder, heard.number, heard.reply)
    known = known or next(iter(heard.asked), None)
    if known is None:
        return
    ladder = Ladder.objects.get(pk=heard.ladder.pk)
    if outcome == Outcome.IGNORED:
        first = queries.wrong_codes(heard.number, heard.reply.received_at, PAUSE)[0]
        key, words = f"paced:{heard.number}:{first.pk}", (_too_often(), "")
    elif outcome in UNCLEAR and heard.page is None:
        key, words = f"hint:{ladder.pk}:{heard.number}", short(*_hint(heard, ladder, outcome))
    else:
        key, words = f"page:{known.pk}:{outcome}", short(ladder.title, _came_of_it(ladder, outcome))
    said = Words(*words, "", ladder.priority)
    to = contact_of(known.rung)
    draft = Draft(key, Channel.SMS, to, said, ladder.reality, topic(ladder), inside=told_inside(known))
    outbox.queue(draft, by=by, at=at)


def _came_of_it(ladder: Ladder, outcome: str) -> str:
    match outcome:
        case Outcome.ACCEPTED:
            return f"Đã ghi nhận người nhận việc: {ladder.accepted_by}"
        case Outcome.DECLINED:
            return "Đã ghi nhận bạn không nhận được việc này"
        case Outcome.TAKEN:
            return f"Đã có người nhận: {ladder.accepted_by}"
        case Outcome.OVER:
            return "Việc này đã kết thúc, không cần nhận nữa"
    return "Bạn đã nhận việc này; nếu không thể làm tiếp, hãy gọi ngay trực ban"


def _hint(heard: Heard, ladder: Ladder, outcome: str) -> tuple[str, str]:
    """Say how to answer: about this matter alone, or by the codes of all that wait."""
    wrong = "Mã không đúng. " if outcome == Outcome.WRONG_CODE else ""
    if len(heard.asked) > 1:
        codes = ", ".join(page.code for page in heard.asked if page.code)
        return f"{wrong}Bạn có {padded(len(heard.asked))} việc đang chờ", f"Trả lời NHAN kèm mã của việc: {codes}"
    code = heard.asked[0].code if heard.asked else ""
    return f"{wrong}{ladder.title}", how_to(code)


def _too_often() -> str:
    minutes = int(PAUSE.total_seconds() // 60)
    said = f"Sai mã {padded(GUESSES)} lần; mã gửi từ số này không được xét trong {minutes} phút. Hãy gọi trực ban"
    return short(said, "")[0]
