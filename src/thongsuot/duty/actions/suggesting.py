"""Gợi ý: a worker searches for the fairest roster, and says how good it is, or why there is none."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.drawing import keep_suggestion, seat_all
from thongsuot.duty.actions.refusing import Unsuitable, drafted
from thongsuot.duty.models import Roster
from thongsuot.duty.queries import Drawn
from thongsuot.engines.roster import BadProblem, Impossible, Suggestion, Undecided, suggest
from thongsuot.engines.vietnamese import rate
from thongsuot.files import actions as files
from thongsuot.files.models import Run
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

SEED = 1  # the same roster gets the same suggestion
SECONDS = 20.0  # of searching; saying why there is no roster may take as many again
WHOLE, PARTIAL, UNDECIDED = "whole", "partial", "undecided"

Found = Suggestion | Impossible | Undecided


@transaction.atomic
def ask_suggestion(roster: Roster, *, by: Person, at: datetime, seconds: float = SECONDS) -> Run:
    """Have a worker suggest who stands where; what is being searched for is not searched for twice."""
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    roster = drafted(roster)
    going = queries.suggestion_of(roster)
    if going is not None and not going.ended:
        return going
    if not roster.shifts.exists():
        raise Unsuitable("roster", _("Lịch trực chưa có ca nào: hãy đặt vị trí trực và ca trong ngày trước."))
    return files.begin_run(
        queries.SUGGEST,
        organisation=roster.organisation,
        reality=roster.reality,
        by=by,
        at=at,
        about=topic(roster),
        argument={
            "title": _("Gợi ý lịch trực %(title)s") % {"title": roster.title},
            "roster": roster.pk,
            "by": by.pk,
            "seconds": seconds,
        },
    )


def search(run: Run, step: files.Step) -> files.Ending:
    """Search as a worker does, outside any transaction; what is found is kept with the end of the run, or not at all.

    What was changed meanwhile makes the search worthless: then nobody is seated by it.
    """
    with access.acting_as_system():
        by = Person.objects.get(pk=run.argument["by"])
        drawn = _drawn(run, run.queued_at)
    step(0, _("Đang tìm lịch trực cân bằng nhất."))
    found = suggest(drawn.problem, seed=SEED, seconds=float(run.argument["seconds"]))
    with translation.override("vi"):
        how = {"seed": SEED, "seconds": round(found.seconds, 1), **_how(drawn, found)}

    def ending(at: datetime) -> dict[str, Any]:
        roster = Roster.objects.select_related("organisation").get(pk=run.argument["roster"])
        told = {"url": roster.get_absolute_url(), "link": _("Mở lịch trực")}
        try:
            if _drawn(run, run.queued_at).problem != drawn.problem:
                return {**told, "text": _("Lịch trực đã thay đổi trong lúc tìm; chưa xếp ai. Hãy gợi ý lại.")}
            if isinstance(found, Suggestion):
                seat_all(roster, drawn.placing(found.seats), how, by=by, at=at)
            else:
                keep_suggestion(roster, how, by=by, at=at)
        except Unsuitable as refusal:
            return {**told, "text": str(refusal)}
        return {**told, "text": " ".join(how["lines"])}

    return ending


class TooLarge(ValueError):
    """The roster is more than can be searched; `message` says so to whoever waits."""

    def __init__(self) -> None:
        self.message = _("Lịch trực quá lớn hoặc có ca không tròn phút, chưa gợi ý được; hãy chia thành nhiều lịch.")
        super().__init__(self.message)


def _drawn(run: Run, at: datetime) -> Drawn:
    roster = Roster.objects.select_related("organisation").get(pk=run.argument["roster"])
    try:
        return queries.drawn(roster, at)
    except BadProblem as error:
        raise TooLarge from error


def _how(drawn: Drawn, found: Found) -> dict[str, Any]:
    """Return what is kept of a search: its outcome, its figures, and lines that say them in Vietnamese."""
    match found:
        case Suggestion():
            figures = {"objective": found.cost, "bound": found.bound, "gap": found.gap, "proven": found.proven}
            return {"outcome": WHOLE, **figures, "lines": [_filled(drawn, len(found.seats)), _quality(found)]}
        case Impossible():
            conflict, missing = drawn.words.conflict(found.conflict), drawn.words.shortages(found.shortages)
            placing = {str(row): person for row, person in drawn.placing(found.seats).items()}
            told = {"conflict": conflict, "smallest": found.smallest, "shortages": missing, "placing": placing}
            return {"outcome": PARTIAL, **told, "lines": _impossible(drawn, found, conflict, missing)}
        case Undecided():
            said = _("Hết thời gian mà chưa tìm được lịch, cũng chưa chứng minh được là không có; chưa xếp ai.")
            more = _("Hãy gợi ý lại với thời gian dài hơn, hoặc chia lịch thành nhiều phần.")
            return {"outcome": UNDECIDED, "bound": found.bound, "lines": [said, more]}


def _filled(drawn: Drawn, seats: int) -> str:
    every = sum(len(rows) for rows in drawn.rows.values())
    return _("Đã xếp %(rate)s chỗ trực, giữ đủ quy tắc.") % {"rate": rate(seats, every)}


def _quality(found: Suggestion) -> str:
    cost, bound = _number(found.cost), _number(found.bound)
    if found.proven and not found.cost:
        return _("Chia đều hoàn toàn: không ai phải trực hơn phần của mình.")
    if found.proven:
        return _("Còn %(cost)s ca không chia đều được; đã chứng minh không có lịch nào đều hơn.") % {"cost": cost}
    return _(
        "Còn %(cost)s ca không chia đều được; lịch đều nhất cũng còn ít nhất %(bound)s ca (hết thời gian tìm tiếp)."
    ) % {"cost": cost, "bound": bound}


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _impossible(drawn: Drawn, found: Impossible, conflict: list[str], missing: list[str]) -> list[str]:
    lines = [_("Không có lịch nào giữ được mọi quy tắc; chưa xếp ai.")]
    if conflict:
        first = _("Các điều sau không thể cùng đúng:") if found.smallest else _("Trong các điều sau có mâu thuẫn:")
        lines.append(f"{first} {'; '.join(conflict)}.")
    lines += [f"{line}." for line in missing]
    if found.seats:
        lines.append(
            _("Có thể lấy bản đầy đủ nhất (%(rate)s chỗ) làm dự thảo để xếp tiếp bằng tay; bản này chưa ban hành được.")
            % {"rate": rate(len(found.seats), sum(len(rows) for rows in drawn.rows.values()))}
        )
    return lines


@transaction.atomic
def take_fullest(roster: Roster, *, by: Person, at: datetime) -> int:
    """Seat the fullest roster that the last search found where there is no whole one; its gaps stay to be mended."""
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    said = drafted(roster).suggested
    if said.get("outcome") != PARTIAL or not any(said.get("placing", {}).values()):
        raise Unsuitable("roster", _("Lần gợi ý gần nhất không để lại bản xếp dở nào; chưa có gì thay đổi."))
    placing = {int(row): person for row, person in said["placing"].items()}
    return seat_all(roster, placing, {**said, "taken": True}, by=by, at=at)
