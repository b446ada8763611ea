"""The cast as its file tells it, the clock of a letter, and the result of an exercise."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from django.db.models import Max
from django.utils.timezone import get_default_timezone, is_aware, localtime, make_aware

from thongsuot.campaigns.models import Share
from thongsuot.directives.models import Answer, Assignment, Directive, Invitation, Obligation, Proof
from thongsuot.duty.models import Roster
from thongsuot.engines.calendar import next_occurrence, occurrences
from thongsuot.engines.vietnamese import padded, short_date, spell_date
from thongsuot.files.models import File
from thongsuot.incidents.models import Source
from thongsuot.organisations.models import Organisation
from thongsuot.reports import compile as adding
from thongsuot.reports.models import Snapshot, Submission, Upward

Mode = Obligation.Mode
DAY = timedelta(days=1)
LONGEST_WATCH = 2  # days
WATCHED = ("DUTY_ROSTER", "PRIORITY_RESTORATION")


@cache
def cast() -> dict[str, Any]:
    """Return the people, organisations, places and figures of the cast."""
    return tomllib.loads(files("thongsuot.exercise").joinpath("cast.toml").read_text(encoding="utf-8"))


def subscriber_list(code: str) -> str:
    """Return an operator's list of made-up subscribers as it would export it, district by district, faults included."""
    told = cast()
    districts = [district["code"] for district in told["districts"]]
    place, many = sorted(told["campaign"]["subscribers"]).index(code), told["campaign"]["subscribers"][code]
    lines = [f"090{place}{number:06d},{districts[number % len(districts)]}" for number in range(many)]
    faulty = [lines[0], f"0{2600000100},{districts[0]}", f"090{place}999999,"]  # twice, a landline, no area
    return "\n".join(["so_thue_bao,khu_vuc_dang_ky", *lines, *faulty, ""])


def counted_by_tool(kind: str, code: str) -> bool:
    """Tell whether a tool has counted what an organisation did: it types no figures of its own then."""
    match kind:
        case "MASS_SMS":
            return Share.objects.filter(organisation__code=code, state=Share.State.DONE).exists()
        case "DUTY_ROSTER":
            return Roster.objects.filter(organisation__code=code, state=Roster.State.PUBLISHED).exists()
        case "PRIORITY_RESTORATION":
            return Source.objects.filter(organisation__code=code).exists()
    return False


@dataclass(frozen=True)
class Watch:
    """Who keeps watch in an exercise, from when on, for how many days; none where the time is too short."""

    code: str
    begins: datetime
    days: int

    @property
    def ends(self) -> datetime:
        """Return when the last shift is over."""
        return self.begins + self.days * DAY


def watch_of(directive: Directive, *, silent: str | None, since: datetime, until: datetime) -> Watch:
    """Return the watch that a letter asks for: whole days from the day after it was issued, over by `until`."""
    told = cast()["watch"]
    code, clock = told["enterprise"], time.fromisoformat(told["begins"])
    begins = make_aware(datetime.combine(localtime(since).date() + DAY, clock), get_default_timezone())
    bound = Assignment.objects.filter(
        directive=directive, organisation__code=code, obligation__kind__in=WATCHED, occurrence_at=None
    )
    asked = code != silent and bound.exists()
    return Watch(code, begins, min(LONGEST_WATCH, max(0, (until - begins) // DAY)) if asked else 0)


def department() -> Organisation | None:
    """Return the cast's department if the cast is on stage."""
    return Organisation.objects.filter(code=cast()["department"]["code"]).first()


def deadline_of(reading: dict[str, Any], *, issued: datetime) -> tuple[datetime | None, str]:
    """Return the letter's own deadline for reports: the last one it sets, or the first of a series after the issue."""
    duties = [o for o in reading["obligations"] if o["kind"] == "REPORT" and o["deadline"]]
    told = [o for o in duties if o["mode"] not in (Mode.RECURRING, Mode.CONDITIONAL)]
    dated = [(_moment(o["deadline"]["at"]), o["deadline"]["relation"]) for o in told]
    set_by_date = [(at, relation) for at, relation in dated if at is not None and relation != "from"]
    if set_by_date:
        return max(set_by_date)
    series = [(_first(o, issued), o["deadline"]["relation"]) for o in duties if o["mode"] == Mode.RECURRING]
    return min(((at, relation) for at, relation in series if at is not None), default=(None, ""))


def _first(duty: dict[str, Any], issued: datetime) -> datetime | None:
    begins = _moment(duty["deadline"]["at"]) or _moment(duty["effective_from"])
    rule = duty.get("recurrence")
    return next_occurrence(rule, start=begins or issued, after=issued) if rule else begins


def _moment(value: str | None) -> datetime | None:
    if not value:
        return None
    told = datetime.fromisoformat(value)
    return told if is_aware(told) else make_aware(told, get_default_timezone())


class Round(NamedTuple):
    """A report that an organisation owes: for which duty, and by when if the letter says so."""

    duty: int
    deadline: datetime | None


def reports_owed(directive: Directive, code: str, *, until: datetime) -> list[Round]:
    """Return the reports that an organisation has to send up to a moment: one a duty, or one an occurrence."""
    bound = Assignment.objects.filter(directive=directive, organisation__code=code, obligation__kind="REPORT")
    told: list[Round] = []
    for duty in (
        bound.filter(occurrence_at=None).exclude(obligation__mode=Mode.CONDITIONAL).select_related("obligation")
    ):
        obligation = duty.obligation
        if obligation.mode == Mode.RECURRING:
            issued = directive.issued_at or duty.starts_at
            start = obligation.deadline_at or obligation.effective_from or issued
            moments = occurrences(obligation.recurrence, start=start, until=until, limit=100)
            told += [Round(obligation.pk, at) for at in moments if at > issued]
        else:
            told.append(Round(obligation.pk, duty.deadline_at))
    return told


def speakers(directive: Directive, deadline: datetime) -> tuple[list[str], bool]:
    """Return by code who must report by the deadline, or at all, or is bound, or was reached; and if they report."""
    bound = Assignment.objects.filter(directive=directive)
    reporting = bound.filter(obligation__kind="REPORT")
    groups = (reporting.filter(deadline_at=deadline), reporting, bound, directive.receipts.all())
    for place, rows in enumerate(groups):
        if codes := sorted(set(rows.values_list("organisation__code", flat=True))):
            return codes, place < 2
    return [], False


def main_snapshot(directive: Directive) -> Snapshot:
    """Return the snapshot of the letter's own deadline: the last date it sets, or the first of a series."""
    rounds = Snapshot.objects.filter(directive=directive, sequence=0).order_by("deadline_at")
    dated = directive.obligations.filter(kind="REPORT", state=Obligation.State.CONFIRMED)
    dated = dated.exclude(mode__in=[Mode.RECURRING, Mode.CONDITIONAL]).exclude(deadline_relation="from")
    last = dated.aggregate(last=Max("deadline_at"))["last"]
    found = rounds.filter(deadline_at=last).first() if last else rounds.first()
    if found is None:
        raise Snapshot.DoesNotExist
    return found


def papers_of(directive: Directive) -> list[tuple[str, File]]:
    """Return every paper under a name of its own; those of other deadlines carry theirs in the name."""
    main = main_snapshot(directive)
    told = []
    for paper in Upward.objects.filter(snapshot__directive=directive).select_related("pdf", "docx", "snapshot"):
        other = paper.snapshot.deadline_at if paper.snapshot.deadline_at != main.deadline_at else None
        for kept in (paper.pdf, paper.docx):
            stem, _, form = kept.name.rpartition(".")
            told.append((f"{stem}-han-{localtime(other):%Y%m%d-%H%M}.{form}" if other else kept.name, kept))
    return told


def result_of(directive: Directive) -> dict[str, Any]:
    """Return what the exercise came to, from the database alone."""
    main = main_snapshot(directive)
    newest = Snapshot.objects.filter(directive=directive, deadline_at=main.deadline_at).order_by("sequence").last()
    last = newest.content if newest is not None else main.content
    return {
        "obligations": directive.obligations.filter(state=Obligation.State.CONFIRMED).count(),
        "organisations": directive.receipts.count(),
        "assignments": directive.assignments.filter(occurrence_at=None).count(),
        "reports_due": main.content["due"],
        "reports_on_time": main.content["on_time"],
        "late": sorted(last["late"]),
        "missing": sorted(last["missing"]),
        "figures": adding.together(main.content["figures"]),
        "deadline": localtime(main.deadline_at).isoformat() if main.deadline_at else None,
        **_beside_the_book(directive),
    }


def _beside_the_book(directive: Directive) -> dict[str, int]:
    """Count what came by other ways: invitations and who used one, questions, extensions asked for, papers keyed."""
    answers = Answer.objects.filter(directive=directive)
    proofs = Proof.objects.filter(invitation__directive=directive)
    return {
        "invitations": Invitation.objects.filter(directive=directive).count(),
        "by_invitation": proofs.order_by().values("invitation__organisation").distinct().count(),
        "questions": answers.filter(kind=Answer.Kind.UNCLEAR).count(),
        "published": directive.clarifications.count(),
        "extensions_asked": answers.filter(kind=Answer.Kind.EXTENSION).count(),
        "paper_reports": Submission.objects.filter(report__directive=directive).exclude(channel="").count(),
    }


def letter(name: str, *, number: int, on: date, due: date) -> str:
    """Return a letter of the demonstration as written on a day, with its answer due at 14:00 on another."""
    template = files("thongsuot.exercise").joinpath("letters", f"{name}.txt").read_text(encoding="utf-8")
    return template.format(
        number=padded(number),
        dated=spell_date(on),
        basis=spell_date(on - timedelta(days=1)),
        ban=short_date(on - timedelta(days=3)),
        hour=14,
        due=short_date(due),
    )
