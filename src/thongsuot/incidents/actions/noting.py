"""The timeline of an incident: notes, once written, stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.files import actions as files
from thongsuot.files.models import File
from thongsuot.incidents import queries
from thongsuot.incidents.actions.permitting import MENDERS, WATCHERS, require_mender
from thongsuot.incidents.models import Incident, Note
from thongsuot.incidents.states import STANDING
from thongsuot.ledger.actions import notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Person


class NotYet(ValueError):  # named for what happened (STYLE 10)
    """What is told lies ahead of us."""

    def __init__(self) -> None:
        super().__init__(_("Thời điểm ghi nhận nằm ở tương lai; chưa lưu gì. Hãy kiểm tra lại ngày, giờ."))


class StillOpen(ValueError):  # named for what happened (STYLE 10)
    """A review is written when the incident is over."""

    def __init__(self) -> None:
        super().__init__(_("Sự cố chưa kết thúc nên chưa rút kinh nghiệm được; chưa lưu gì. Hãy ghi vào diễn biến."))


@transaction.atomic
def note(
    incident: Incident,
    text: str,
    *,
    by: Actor,
    at: datetime,
    happened_at: datetime | None = None,
    inside: bool = True,
    file: File | None = None,
) -> Note:
    """Write a line of the timeline; who does not work at the enterprise writes for everybody who sees the incident."""
    if happened_at is not None and happened_at > at:
        raise NotYet
    own = _works_there(incident, by)
    if not own:
        _require_concerned(incident, by, at)
    Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)  # one press at a time
    if file is None and (again := queries.noted_twice(incident, text, inside=inside and own, by=by, at=at)):
        return again
    return _write(incident, text, happened_at=happened_at, inside=inside and own, file=file, by=by, at=at)


def attach(  # a file, its name, and who hands it in for whom
    incident: Incident, data: bytes, name: str, *, by: Actor, at: datetime, text: str = "", inside: bool = True
) -> Note:
    """Attach a file to the timeline: it is read by nobody before the sandbox knows what it is."""
    with transaction.atomic():
        require_mender(incident.organisation_id, by, at)
        kept = files.store(data, name=name, organisation=incident.organisation, reality=incident.reality, by=by, at=at)
        return _write(incident, text or name, happened_at=None, inside=inside, file=kept, by=by, at=at)


@transaction.atomic
def review(incident: Incident, text: str, *, by: Actor, at: datetime, inside: bool = True) -> Note:
    """Write what was learnt, when it is over."""
    require_mender(incident.organisation_id, by, at)
    if Incident.objects.filter(pk=incident.pk, state__in=STANDING).exists():
        raise StillOpen
    return _write(incident, text, happened_at=None, inside=inside, file=None, by=by, at=at, review=True)


def system_note(incident: Incident, text: str, *, by: Actor, at: datetime, inside: bool = True) -> Note:
    """Write what the system saw."""
    return _write(incident, text, happened_at=None, inside=inside, file=None, by=by, at=at)


def _write(  # the columns of a note
    incident: Incident,
    text: str,
    *,
    happened_at: datetime | None,
    inside: bool,
    file: File | None,
    by: Actor,
    at: datetime,
    review: bool = False,
) -> Note:
    row = Note.objects.create(
        organisation_id=incident.organisation_id,
        reality=incident.reality,
        incident=incident,
        happened_at=happened_at or at,
        text=text.strip(),
        file=file,
        inside=inside,
        review=review,
        at=at,
        **Act.fields_of(by),
    )
    notify(topic(incident), incident.organisation_id)
    return row


def _works_there(incident: Incident, by: Actor) -> bool:
    return not isinstance(by, Person) or by.organisation_id == incident.organisation_id


def _require_concerned(incident: Incident, by: Actor, at: datetime) -> None:
    """Let through the site's people, and those of the department that was told."""
    department = incident.organisation.supervisor_id if incident.told_at is not None else None
    if isinstance(by, Person) and by.organisation_id in {incident.site_organisation_id, department}:
        access.require(by, *MENDERS, *WATCHERS, organisation=by.organisation_id, at=at)
    else:
        require_mender(incident.organisation_id, by, at)
