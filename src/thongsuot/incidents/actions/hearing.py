"""An SMS reports a failure: an incident opens and the writer is told; what is not understood goes to who is on duty."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.incidents import queries
from thongsuot.incidents.actions.opening import Failed, open_incident
from thongsuot.incidents.models import Incident
from thongsuot.incidents.queries.reported import Reported
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Actor, Organisation, Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.outbox.models import Channel, Reply

HOW_TO = "Soạn: SU CO mã điểm nội dung, ví dụ SU CO BV-TINH mat mang. Trực ban đã được báo và sẽ gọi lại"
SOON = 2


@transaction.atomic
def hear_report(reply: Reply, *, by: Actor, at: datetime) -> Incident | None:
    """Do what an SMS reports, once, and tell its writer what came of it; nothing that came is dropped."""
    if not outbox.take_up(reply):
        return None
    told = queries.reported(reply, at)
    if not told.people:
        if not reply.message.key.startswith("heard:"):  # else that was said when it came
            _answer(reply, "Đã nhận tin; trực ban sẽ xem và gọi lại. Việc gấp hãy gọi đường dây nóng", by=by, at=at)
        _left_to_duty(reply, "số máy chưa có trong danh bạ", by=by, at=at)
    elif told.site is None:
        _answer(reply, f"Chưa rõ mã điểm. {HOW_TO}", by=by, at=at)
        _left_to_duty(reply, "chưa rõ điểm nào", by=by, at=at)
    else:
        return _opened(reply, told, told.site.name, by=by, at=at)
    return None


def _opened(reply: Reply, told: Reported, where: str, *, by: Actor, at: datetime) -> Incident | None:
    """Open it in the name of whoever of the number's people may report it."""
    for person in told.people:
        mender = queries.mender_for(told, person, at)
        if mender is None:
            continue
        words = told.words or "Báo qua tin nhắn."
        failed = Failed(told.failure, Incident.Origin.SMS, reply.received_at, site=told.site, words=words)
        try:
            incident = open_incident(failed, organisation=mender, by=person, at=at, reality=reply.reality)
        except NotAllowed:
            continue
        said = f"Đã ghi nhận sự cố số {incident.pk}: {incident.title}. {mender.short_name} đang được báo"
        _answer(reply, said, by=by, at=at, about=topic(incident))
        return incident
    if any(queries.mender_for(told, person, at) for person in told.people):
        _answer(reply, f"Số máy này không báo được sự cố cho {where}. Trực ban đã được báo", by=by, at=at)
        _left_to_duty(reply, "người gửi không có quyền báo cho điểm này", by=by, at=at)
    else:
        said = f"Chưa rõ doanh nghiệp nào khắc phục tại {where}. Thêm mã doanh nghiệp sau mã điểm"
        _answer(reply, f"{said}; trực ban đã được báo", by=by, at=at)
        _left_to_duty(reply, "chưa rõ doanh nghiệp khắc phục", by=by, at=at)
    return None


def _answer(reply: Reply, said: str, *, by: Actor, at: datetime, about: str = "") -> None:
    asked = reply.message
    to = Contact(asked.organisation, asked.name, asked.recipient, phone=asked.address)  # the number that wrote
    draft = Draft(f"report:{reply.pk}", Channel.SMS, to, Words(said, "", "", SOON), reply.reality, about, inside=True)
    outbox.queue(draft, by=by, at=at)


def _left_to_duty(reply: Reply, why: str, *, by: Actor, at: datetime) -> None:
    """Put a report that became no incident before who is on duty where its writer works, and the department's."""
    home = reply.message.organisation
    offices = [home] if home.kind == Organisation.Kind.DEPARTMENT or home.supervisor is None else [home.supervisor]
    subject = f"Tin nhắn báo sự cố cần xem lại ({why}): {reply.message.name}"
    words = Words(subject, f"{reply.body}\n\nGọi lại: {reply.message.address}", "/su-co/", SOON)
    for person in _on_duty(offices[0], at):
        draft = Draft(f"report:{reply.pk}:{person.pk}", "", outbox.contact_of(person), words, reply.reality)
        outbox.tell(draft, by=by, at=at)


def _on_duty(office: Organisation, at: datetime) -> list[Person]:
    found = list(holders(Role.Name.DUTY, organisation=office, at=at))
    return found or list(holders(Role.Name.LEADER, organisation=office, at=at))
