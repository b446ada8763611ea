"""A roster of a time, the shifts of it, and shifts that change hands."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.duty.models.positions import Hours, Position
from thongsuot.duty.states import ROSTER_MOVES, SWAP_MOVES, RosterState, SwapState
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person

ROSTER_WORDS: dict[str, str | Promise] = {
    RosterState.DRAFT: _("Dự thảo"),
    RosterState.PUBLISHED: _("Đã ban hành"),
    RosterState.REPLACED: _("Đã thay thế"),
    RosterState.DISCARDED: _("Đã bỏ"),
}
SWAP_WORDS: dict[str, str | Promise] = {
    SwapState.OFFERED: _("Nhờ trực thay"),
    SwapState.TAKEN: _("Có người nhận, chờ duyệt"),
    SwapState.APPROVED: _("Đã duyệt"),
    SwapState.REFUSED: _("Không duyệt"),
    SwapState.WITHDRAWN: _("Đã rút"),
}


class _Span(Func):
    """The time of a shift as PostgreSQL compares it: from its begin, up to its end and without it."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class _One(Func):
    """One number as a range, so that plain GiST compares it and no extension is needed."""

    function = "int8range"


def _alike(*names: str) -> list[tuple[Func, str]]:
    return [(_One(F(name), F(name), Value("[]")), RangeOperators.OVERLAPS) for name in names]


SPAN = _Span("starts_at", "until", RangeBoundary(inclusive_lower=True, inclusive_upper=False))


class Roster(Root, Act):
    """Who is on duty in a time, as one paper: drafted, published, replaced by a newer one."""

    MOVES = ROSTER_MOVES
    State = RosterState

    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=10, default=RosterState.DRAFT)
    origin = models.CharField(max_length=20, default="hand")  # hand | copied | imported | suggested
    suggested = models.JSONField(default=dict)  # what the engine said last: see actions.suggesting
    published_at = models.DateTimeField(null=True, blank=True)
    published_name = models.CharField(max_length=80, blank=True)

    class Meta(Act.Meta):
        ordering = ["-starts_at", "-id"]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="duty_roster_root"),
            models.CheckConstraint(condition=Q(until__gt=F("starts_at")), name="duty_roster_in_order"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="duty_published_at_a_time"
            ),
            ExclusionConstraint(
                name="duty_one_roster_in_force",
                expressions=[*_alike("organisation_id"), (SPAN, RangeOperators.OVERLAPS)],
                condition=Q(state="published"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return where it is read and changed."""
        return reverse("duty:roster", args=[self.pk])

    @property
    def word(self) -> str:
        """Return the name of the state for people."""
        return str(ROSTER_WORDS[self.state])


class Shift(Root):
    """One seat of one position for one time; without a person it is a gap."""

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="shifts")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="shifts")
    hours = models.ForeignKey(Hours, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    until = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="shifts")
    in_force = models.BooleanField(default=False)  # it was published, and neither replaced nor taken out
    fixed = models.BooleanField(default=False)  # set by hand: a suggestion leaves it alone
    taken_at = models.DateTimeField(null=True, blank=True)  # when the person took over
    counts_at = models.DateTimeField(null=True, blank=True)  # when its day is to be counted; counted when empty

    class Meta:
        ordering = ["starts_at", "position_id", "seat", "id"]
        indexes = [
            models.Index(fields=["organisation", "starts_at"], name="duty_shift_by_time"),
            models.Index(fields=["counts_at"], condition=Q(counts_at__isnull=False), name="duty_shift_to_count"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="duty_shift_root"),
            models.CheckConstraint(condition=Q(until__gt=F("starts_at")), name="duty_shift_in_order"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="duty_seats_from_1"),
            ExclusionConstraint(
                name="duty_one_place_at_a_time",
                expressions=[*_alike("person_id"), (SPAN, RangeOperators.OVERLAPS)],
                condition=Q(in_force=True, person__isnull=False),
            ),
            ExclusionConstraint(
                name="duty_one_person_a_seat",
                expressions=[*_alike("position_id", "seat"), (SPAN, RangeOperators.OVERLAPS)],
                condition=Q(in_force=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.starts_at:%d/%m %H:%M}"

    def covers(self, at: datetime) -> bool:
        """Tell whether the moment lies in the shift."""
        return self.starts_at <= at < self.until


class Swap(Root, Act):
    """Somebody asks to be relieved of a shift, perhaps for another one in exchange."""

    MOVES = SWAP_MOVES
    State = SwapState

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="swaps")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    exchange = models.ForeignKey(Shift, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default=SwapState.OFFERED)

    class Meta(Act.Meta):
        ordering = ["-at", "-id"]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(
                fields=["shift"], condition=Q(state__in=["offered", "taken"]), name="duty_one_swap_a_shift"
            ),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="duty_swap_of_two"),
            models.CheckConstraint(
                condition=~Q(state__in=["taken", "approved"]) | Q(taker__isnull=False), name="duty_taken_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approver__isnull=False), name="duty_approved_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver}: {self.shift}"

    @property
    def word(self) -> str:
        """Return the name of the state for people."""
        return str(SWAP_WORDS[self.state])
