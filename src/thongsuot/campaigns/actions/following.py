"""In the department's install: the share follows what its operator does in an install of its own.

The operator's steps are taken by the ordinary actions where these can be, in the name of whoever took them there. What
happened before a stop was known there is entered as a fact: messages that have left are counted and can be put right.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thongsuot.campaigns import evidence, queries
from thongsuot.campaigns.actions.counting import Count, tally
from thongsuot.campaigns.actions.estimating import MOST_SUBSCRIBERS, Estimate, decline, estimate
from thongsuot.campaigns.actions.refusing import NotYet, SamePerson, in_hand
from thongsuot.campaigns.actions.releasing import accept
from thongsuot.campaigns.actions.telling import tell_department
from thongsuot.campaigns.models import Carriage, Share
from thongsuot.campaigns.states import RUNNING, TO_SUBSCRIBERS, CampaignState, ShareState
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import IllegalMove, move
from thongsuot.links import actions as links
from thongsuot.links.models import Package
from thongsuot.organisations.models import Actor, Person, System

PATH = (ShareState.ESTIMATED, ShareState.ACCEPTED, ShareState.TESTING, ShareState.TRIAL, ShareState.SENDING)
UNANSWERED = (ShareState.ASKED, ShareState.ESTIMATED, ShareState.REFUSED)
NOT_OURS = (ShareState.HALTED, ShareState.LEFT_OUT)  # what the department itself has said


class Told:
    """What a step says, with the people whom it names."""

    def __init__(self, carriage: Carriage, package: Package, told: dict[str, Any], at: datetime) -> None:
        self.carriage, self.package, self.at = carriage, package, at
        self.step, self.generation, self.tally, self.measured = (
            told[name] for name in ("step", "generation", "tally", "measured")
        )
        self.stands: dict[str, Any] = told["stands"]
        self.by: Actor = self.person(told["by"]) if told["by"]["key"] else System(told["by"]["name"][:40])
        self.goal = ShareState(self.stands["state"])

    def person(self, named: dict[str, str]) -> Person:
        """Return one of the operator's people."""
        return links.signatory(self.package, key=named["key"], name=named["name"][:80])

    @property
    def base(self) -> ShareState:
        """Return how far the share had come, paused or done as it may be."""
        if self.goal == ShareState.DONE:
            return ShareState.SENDING
        if self.goal == ShareState.PAUSED:
            return ShareState(self.stands["paused_from"] or ShareState.TRIAL)
        return self.goal

    @property
    def released(self) -> dict[str, Any]:
        """Return who released last, a second person."""
        if self.stands["released"] is None:
            raise queries.Unreadable("released")
        by = self.person(self.stands["released"])
        return {"released_by": by, "released_name": by.name}


def follow(carriage: Carriage, package: Package, told: dict[str, Any], *, at: datetime) -> None:
    """Let a share go where its operator's install says that it stands."""
    said, row = Told(carriage, package, told, at), in_hand(carriage.share)
    _counted_once(row, said)
    if row.state in (ShareState.LEFT_OUT, ShareState.REFUSED):
        if said.goal not in (*NOT_OURS, *UNANSWERED):
            raise NotYet("Doanh nghiệp đã được ghi nhận không tham gia đợt này.")
    elif said.goal == ShareState.REFUSED:
        if row.state != ShareState.HALTED:
            decline(row, reason=said.stands["reason"], by=_somebody(said), at=at)
    elif row.campaign.approved_by_id is None:
        _before_the_approval(row, said)
    else:
        _after_the_approval(row, said)
    _measured(carriage, said)


def _counted_once(row: Share, said: Told) -> None:
    """Refuse counts that cannot be true together, and a share that is counted both by a gateway and by hand."""
    told = said.measured
    declared = said.tally is not None or queries.latest(row) is not None
    if declared and (told is not None or said.carriage.measured):
        raise NotYet("Phần này vừa do cổng gửi tin đếm vừa được khai báo; chỉ nhận một nguồn số liệu.")
    if told is None:
        return
    ended = told["delivered"] + told["failed"] + told["uncertain"]
    waves, parts = row.campaign.waves.count(), 2 * row.campaign.parts  # an estimate says no more parts either
    if not (
        told["subscribers"] <= MOST_SUBSCRIBERS
        and ended <= told["sent"] <= told["subscribers"] * waves
        and told["segments"] <= told["sent"] * parts
    ):
        raise NotYet("Số liệu của cổng gửi tin không khớp nhau; chưa ghi số liệu nào.")


def _somebody(said: Told) -> Person:
    if not isinstance(said.by, Person):
        raise queries.Unreadable("by")
    return said.by


def _before_the_approval(row: Share, said: Told) -> None:
    """Take an estimate, or one that was put right."""
    if said.goal not in (*UNANSWERED, *NOT_OURS):
        raise NotYet("Đợt nhắn tin chưa được phê duyệt.")
    told = said.stands["estimate"]
    if told is None or row.campaign.state != CampaignState.REQUESTED or not _differs(row, told):
        return
    taken = Estimate(told["subscribers"], told["rate"], brand_registered=told["brand_registered"], parts=told["parts"])
    estimate(row, taken, by=_somebody(said), at=said.at)


def _differs(row: Share, told: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in told.items())


def _after_the_approval(row: Share, said: Told) -> None:
    if said.stands["estimate"] is None or _differs(row, said.stands["estimate"]):
        raise NotYet("Đợt nhắn tin đã được phê duyệt nên ước tính không đổi được nữa.")
    accepted, released = said.stands["accepted"], said.stands["released"]
    if accepted and released and accepted["by"]["key"] == released["key"]:
        raise SamePerson(released["name"])
    runs = row.campaign.state in RUNNING and row.generation == row.campaign.generation == said.generation
    if not runs:
        _facts(row, said)
    elif said.goal not in NOT_OURS:
        _walk(row, said)


def _walk(row: Share, said: Told) -> None:
    """Go the way from where the share stands to where it is said to stand, each step by its rules."""
    if row.state == ShareState.PAUSED and said.goal != ShareState.PAUSED:
        _watched(row, said)
        row = move(row, row.paused_from, by=said.by, at=said.at, paused_from="", pause_cause="", reason="")
    if row.state == said.goal == ShareState.PAUSED:
        _paused_otherwise(row, said)
        _count(row, said)
        return
    if row.state == ShareState.DONE or said.base not in PATH:
        if said.goal != row.state:
            raise IllegalMove(row, said.goal)
        _count(row, said)
        return
    start, end = PATH.index(ShareState(row.state)), PATH.index(said.base)
    if end < start:
        raise IllegalMove(row, said.goal)
    for state in PATH[start + 1 : end + 1]:
        row = _step(row, state, said)
    if said.goal == row.state == ShareState.TESTING and said.stands["testing_at"] != row.testing_at:
        row = move(row, ShareState.TESTING, by=said.by, at=said.at, **said.released, **_at(said, "testing_at"))
    _watched(row, said)
    _count(row, said)
    _arrive(row, said)


def _step(row: Share, state: ShareState, said: Told) -> Share:
    """Take one step of the way."""
    if state == ShareState.ACCEPTED:
        return _accepted(row, said)
    if state == ShareState.TRIAL and row.campaign.corrects_id is not None:
        return row  # a correction needs no trial
    moments = {
        ShareState.TESTING: ("testing_at",),
        ShareState.TRIAL: ("trial_at", "confirmed_until"),
        ShareState.SENDING: ("sending_at", "confirmed_until"),
    }[state]
    if state == ShareState.SENDING:
        _tried(row, said)
        _count(row, said)
    row = move(row, state, by=said.by, at=said.at, **said.released, **_at(said, *moments))
    if state in TO_SUBSCRIBERS and row.campaign.state == CampaignState.APPROVED:
        row.campaign = move(row.campaign, CampaignState.SENDING, by=said.by, at=said.at)
    return row


def _accepted(row: Share, said: Told) -> Share:
    told = said.stands["accepted"]
    if told is None:
        raise queries.Unreadable("accepted")
    row = accept(row, by=said.person(told["by"]), at=said.at, shift_hours=told["shift_hours"])
    return _entered(row, said, accepted_at=told["at"])


def _at(said: Told, *names: str) -> dict[str, Any]:
    """Return moments by the operator's clock; each of them must be there."""
    for name in names:
        if said.stands[name] is None:
            raise queries.Unreadable(name)
    return {name: said.stands[name] for name in names}


def _tried(row: Share, said: Told) -> None:
    """Refuse what was sent to everybody before its time, or without the pause after the trial."""
    began = _at(said, "sending_at")["sending_at"]
    if row.campaign.first_at is not None and began < row.campaign.first_at:
        raise NotYet("Doanh nghiệp báo đã gửi trước giờ của lượt đầu tiên.")
    if row.campaign.corrects_id is None and began < _at(said, "trial_at")["trial_at"] + queries.TRIAL_PAUSE:
        raise NotYet("Doanh nghiệp báo đã gửi cho tất cả mà không dừng xem kết quả gửi thử.")


def _arrive(row: Share, said: Told) -> None:
    """Take the last step: done, or paused."""
    if said.goal == ShareState.PAUSED:
        told = {name: said.stands[name] for name in ("reason", "paused_from", "pause_cause")}
        row = move(row, ShareState.PAUSED, by=said.by, at=said.at, note=told["reason"], **told)
        what = f"{row.organisation.name} tạm dừng gửi: {told['reason']}"
        tell_department(row.campaign, "doanh nghiệp tạm dừng", what, by=said.by, at=said.at, about=row)
    elif said.goal == ShareState.DONE:
        ended = _at(said, "ended_at")["ended_at"]
        if ended < max(wave.starts_at for wave in row.campaign.waves.all()):
            raise NotYet("Doanh nghiệp báo đã gửi xong khi còn lượt gửi chưa đến giờ.")
        last = queries.latest(row)
        if said.measured is None and (last is None or last.phase == ShareState.TRIAL):
            raise NotYet("Chưa có số liệu của lần gửi cho tất cả thuê bao.")
        row = move(row, ShareState.DONE, by=said.by, at=said.at, ended_at=ended)
        what = f"{row.organisation.name} đã gửi xong."
        tell_department(row.campaign, "đã gửi xong", what, by=said.by, at=said.at, about=row)


def _watched(row: Share, said: Told) -> None:
    """Know until when the operator's pair is on watch."""
    until = said.stands["confirmed_until"]
    if until is not None and until != row.confirmed_until:
        _entered(row, said, confirmed_until=until)


def _paused_otherwise(row: Share, said: Told) -> None:
    told = {name: said.stands[name] for name in ("reason", "paused_from", "pause_cause")}
    if _differs(row, told):
        _entered(row, said, **told)


def _facts(row: Share, said: Told) -> None:
    """Enter what happened there before our stop was known, without letting the share go on."""
    before, stands = queries.reached(row), said.stands
    told: dict[str, Any] = {}
    if stands["accepted"] and row.accepted_by_id is None:
        by = said.person(stands["accepted"]["by"])
        told |= {"accepted_by": by, "accepted_name": by.name, "accepted_at": stands["accepted"]["at"]}
    if stands["released"]:
        told |= said.released
    told |= {name: stands[name] for name in ("testing_at", "trial_at", "confirmed_until") if stands[name]}
    if row.state == ShareState.PAUSED and said.base in TO_SUBSCRIBERS:
        told["paused_from"] = said.base
    row = _entered(row, said, **told)
    _count(row, said)
    if stands["sending_at"]:
        row = _entered(row, said, sending_at=stands["sending_at"])
        _count(row, said)
    if queries.reached(row) and not before:
        what = f"{row.organisation.name} đã gửi tin cho thuê bao trước khi nhận được yêu cầu dừng."
        tell_department(row.campaign, "đã gửi trước khi dừng", what, by=said.by, at=said.at, about=row)


def _entered(row: Share, said: Told, **facts: Any) -> Share:
    """Save facts that differ; the ledger keeps what stood before."""
    news = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if not news:
        return row
    before = {name: getattr(row, name) for name in news}
    Share.objects.filter(pk=row.pk).update(**news)
    row.refresh_from_db(fields=list(news))
    kept = [{name: _plain(value) for name, value in values.items()} for values in (before, news)]
    ledger.keep_edit(row, before=kept[0], after=kept[1], by=said.by, at=said.at)
    return row


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Person) else value


def _count(row: Share, said: Told) -> None:
    """Append a count of the phase in which the share stands here, if it is newer than the last that came."""
    told, carriage = said.tally, said.carriage
    phase = ShareState.SENDING if row.sending_at else ShareState.TRIAL
    if told is None or told["version"] <= carriage.counted or told["phase"] != phase or not queries.countable(row):
        return
    count = Count(**{name: told[name] for name in (*queries.FIGURES, "log_sha256")})
    tally(row, count, by=_teller(said), at=said.at)
    carriage.counted = told["version"]
    carriage.save(update_fields=["counted"])


def _teller(said: Told) -> Person:
    """Return in whose name a count is entered: who told it, or who released the share."""
    return said.by if isinstance(said.by, Person) else said.released["released_by"]


def _measured(carriage: Carriage, said: Told) -> None:
    """Keep what the operator's own gateway counted; it is evidence in the same transaction."""
    if said.measured is None or said.measured == carriage.measured:
        return
    carriage.measured, carriage.measured_at = said.measured, said.at
    carriage.save(update_fields=["measured", "measured_at"])
    carriage.refresh_from_db(fields=["share"])
    if queries.reached(carriage.share) and said.measured["sent"]:
        ledger.record(**evidence.of_carriage(carriage))
