"""A hotline, who answers it and who calls, in simulated time."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.cast import MONDAY, client_of

from thongsuot.hotline import actions, jobs, queries
from thongsuot.hotline.models import HotlineCall
from thongsuot.incidents.models import Incident
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access
from thongsuot.organisations.models import Person, Site
from thongsuot.paging import actions as paging
from thongsuot.paging import jobs as paging_jobs
from thongsuot.paging import queries as pages
from thongsuot.paging.models import Ladder, Page, Rung

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
URGENCIES = {"now": 1, "today": 2, "later": 3}
PHONE = "0900 000 777"
MOST_TICKS = 400


class Desk:
    """What happens at one hotline, minute by minute; people by the names they are called."""

    def __init__(self, cast, code: str = "dd-1") -> None:
        self.cast, self.at = cast, MONDAY
        self.office = cast.organisation(code)
        start = "so" if code == "so-khcn" else code
        self.lan, self.long = cast.person(f"{start}.trucban"), cast.person(f"{start}.lanhdao")
        self.hang = cast.hang if code == "dd-1" else cast.binh
        self.stranger = cast.person("dd-2.trucban")

    # time

    def minute(self, minutes: float) -> datetime:
        return MONDAY + minutes * MINUTE

    def to(self, moment: datetime) -> Desk:
        """Let time pass until a moment, doing everything when it is due."""
        for _tick in range(MOST_TICKS):
            due = [when for when in (jobs.next_due(), paging_jobs.next_due()) if when is not None]
            if not due or min(due) > moment:
                self.at = max(self.at, moment)
                return self
            self.at = max(self.at, min(due))
            jobs.run(self.at)
            paging_jobs.run(self.at)
        raise AssertionError(f"something is due again and again at {self.at}")

    def until(self, minutes: float) -> Desk:
        return self.to(self.minute(minutes))

    # calls

    def told(self, **other) -> actions.Told:
        told = {"caller": "Nguyễn Thị Mai", "what": "Mất điện thoại cả khoa cấp cứu", "urgency": 2, "phone": PHONE}
        return actions.Told(**{**told, **other})

    def ring(self, *, by: Person | None = None, **other) -> HotlineCall:
        """Somebody calls, and it is written down with the sight of whoever writes alone."""
        by = by or self.lan
        with access.acting_as(by, self.at):
            return actions.log_call(self.told(**other), organisation=self.office, by=by, at=self.at)

    def do(self, verb: str, call: HotlineCall, *args, by: Person | None = None, **told) -> HotlineCall:
        """Take one step with the sight of the person alone."""
        by = by or self.lan
        with access.acting_as(by, self.at):
            return getattr(actions, verb)(
                queries.visible_to(by, self.at).get(pk=call.pk), *args, by=by, at=self.at, **told
            )

    def site(self, code: str = "bv-tinh") -> Site:
        return Site.objects.select_related("organisation").get(code=code)

    # what is so

    def fresh(self, call: HotlineCall) -> HotlineCall:
        return HotlineCall.objects.select_related("organisation", "site", "ladder", "incident", "holder").get(
            pk=call.pk
        )

    @property
    def calls(self) -> list[HotlineCall]:
        return list(HotlineCall.objects.filter(organisation=self.office).order_by("pk"))

    @property
    def call(self) -> HotlineCall:
        """The newest one."""
        return self.fresh(self.calls[-1])

    def ladders(self, call: HotlineCall | None = None) -> list[Ladder]:
        return list(pages.ladders_about(call or self.call).order_by("pk"))

    def rungs(self, call: HotlineCall | None = None) -> list[str]:
        """Return whom the newest ladder asks, in order."""
        rows = Rung.objects.filter(ladder=self.ladders(call)[-1]).order_by("position")
        return [rung.name for rung in rows]

    def accept_page(self, call: HotlineCall | None = None) -> None:
        """Whoever is being asked accepts, by the page, not at the desk."""
        ladder = self.ladders(call)[-1]
        page = Page.objects.filter(ladder=ladder, state="sent").select_related("rung__person").latest("pk")
        paging.accept(ladder, by=page.rung.person, at=self.at, page=page)

    def evidence(self, call: HotlineCall | None = None, organisation=None) -> list[Evidence]:
        key = f"call:{(call or self.call).pk}"
        rows = Evidence.objects.filter(key=key, organisation=organisation or self.office)
        return list(rows.order_by("version"))

    def figures(self, call: HotlineCall | None = None, organisation=None) -> tuple[int, int, int] | None:
        """Return calls, answered, minutes as they count now."""
        rows = self.evidence(call, organisation)
        if not rows:
            return None
        told = rows[-1].figures
        return told["calls"], told["answered"], told["minutes_to_answer"]

    @property
    def incidents(self) -> list[Incident]:
        return list(Incident.objects.order_by("pk"))

    def silence(self, *people: Person) -> None:
        """These people cannot be reached any more."""
        Person.objects.filter(pk__in=[p.pk for p in people]).update(phone="", other_phones=[], email="")

    # pages

    def client(self, by: Person | None = None):
        return client_of(by or self.lan)

    def keyed(self, **other) -> dict[str, object]:
        """What a person keys into the form."""
        told = {"phone": PHONE, "caller": "Nguyễn Thị Mai", "place": "", "what": "Mất điện thoại", "urgency": "2"}
        return {**told, **other}
