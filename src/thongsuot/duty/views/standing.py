"""Which roster is meant, and what the person may do with it: which buttons are shown; actions ask again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.models import Roster
from thongsuot.duty.views.asking import SignedIn
from thongsuot.organisations.models import Person
from thongsuot.organisations.queries import in_force


@dataclass(frozen=True)
class May:
    """What a person may do with the duty of an organisation."""

    own: bool
    keep: bool
    publish: bool

    @classmethod
    def of(cls, person: Person, organisation: int, at: datetime) -> May:
        """Look the roles up once for the whole page."""
        held = set(person.roles.filter(in_force(at), organisation=organisation).values_list("name", flat=True))
        own = person.organisation_id == organisation or bool(held)
        return cls(own, bool(held & {*queries.KEEPERS}), bool(held & {*queries.PUBLISHERS}))


def roster_of(request: SignedIn, pk: int, at: datetime) -> Roster:
    """Return a roster that the person may see."""
    return get_object_or_404(queries.visible_to(request.user, at), pk=pk)


def kept(request: SignedIn, organisation: int, at: datetime) -> None:
    """Refuse a person who does not keep the rosters of an organisation."""
    if not May.of(request.user, organisation, at).keep:
        raise PermissionDenied(_("Trang này dành cho người lập lịch trực của đơn vị."))
