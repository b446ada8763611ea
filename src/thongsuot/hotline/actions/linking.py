"""A call tells of a failure: an incident opens, or the call joins one that stands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.hotline.actions.answering import answer
from thongsuot.hotline.actions.logging import Told, log_call
from thongsuot.hotline.actions.refusing import Unsuitable, require_operator
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import CallState
from thongsuot.incidents import actions as incidents
from thongsuot.incidents import queries as standing
from thongsuot.incidents.models import Incident
from thongsuot.ledger.actions import keep_edit
from thongsuot.organisations.models import Actor, Organisation

SETTLED = (CallState.WAITING, CallState.TAKEN)  # whoever was promised to be called back is still to be called


@transaction.atomic
def open_incident(
    call: HotlineCall, failure: str, *, carrier: Organisation, by: Actor, at: datetime, text: str = ""
) -> HotlineCall:
    """Open an incident at the enterprise that mends it, or join the one that stands for the same failure."""
    require_operator(call.organisation_id, by, at)
    if failure not in Incident.Failure.values or failure == Incident.Failure.SILENT:
        raise Unsuitable("failure", _("Hãy chọn loại sự cố; chưa mở sự cố nào."))
    if not call.where:
        raise Unsuitable("place", _("Hãy ghi địa điểm trước khi mở sự cố; chưa mở sự cố nào."))
    failed = incidents.Failed(
        failure=failure,
        origin=Incident.Origin.HOTLINE,
        starts_at=call.called_at,
        site=call.site,
        place=call.place,
        words=call.what,
    )
    incident = incidents.open_incident(failed, organisation=carrier, by=by, at=at, reality=call.reality)
    said = text.strip() or f"Đã mở sự cố: {incident.title}."
    return _linked(call, incident, said, by=by, at=at)


@transaction.atomic
def log_failure(
    told: Told, failure: str, *, carrier: Organisation, organisation: Organisation, by: Actor, at: datetime
) -> HotlineCall:
    """Write a call down and open the incident that it tells of: both, or neither; the same form twice does it once."""
    row = log_call(told, organisation=organisation, by=by, at=at)
    return row if row.incident_id is not None else open_incident(row, failure, carrier=carrier, by=by, at=at)


@transaction.atomic
def link_incident(call: HotlineCall, incident: Incident, *, by: Actor, at: datetime) -> HotlineCall:
    """Join a call to an incident that stands already; what was said goes into its timeline."""
    require_operator(call.organisation_id, by, at)
    if not standing.standing().filter(pk=incident.pk, reality=call.reality).exists():
        raise Unsuitable("incident", _("Sự cố này không còn mở; chưa gắn tin báo. Hãy chọn sự cố khác hoặc mở mới."))
    incidents.note(incident, call.what, by=by, at=at, happened_at=call.called_at, inside=False)
    return _linked(call, incident, f"Đã gắn với sự cố: {incident.title}.", by=by, at=at)


def _linked(call: HotlineCall, incident: Incident, said: str, *, by: Actor, at: datetime) -> HotlineCall:
    """Keep the incident with the call; whoever still waits has thereby been answered."""
    row = HotlineCall.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=call.pk)
    before = row.incident
    row.incident = incident
    row.save(update_fields=["incident"])
    told = {"before": {"incident": str(before or "")}, "after": {"incident": str(incident)}}
    keep_edit(row, **told, by=by, at=at)
    if row.state in SETTLED:
        return answer(row, said, by=by, at=at)
    return row
