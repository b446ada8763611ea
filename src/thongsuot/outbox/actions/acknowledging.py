"""Somebody reports a failure from a number to which nobody wrote before: it is said that the words have come."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from thongsuot.organisations.models import Actor, Organisation
from thongsuot.outbox import queries
from thongsuot.outbox.actions.queueing import Contact, Draft, Words, queue
from thongsuot.outbox.models import Channel, Message

KNOWN = "Đã nhận tin báo sự cố; hệ thống đang ghi nhận và sẽ trả lời"
STRANGER = (
    "Đã nhận tin. Số máy này chưa có trong danh bạ nên trực ban sẽ xem và gọi lại. Việc gấp hãy gọi đường dây nóng"
)


def acknowledge(number: str, *, by: Actor, at: datetime) -> Message | None:
    """Write to a number once a day, so that what came from it can be kept as an answer.

    A stranger's is the department's; None where there is none.
    """
    people = queries.people_at(number)
    if len({person.organisation_id for person in people}) == 1:
        to = Contact(people[0].organisation, people[0].name, people[0], phone=f"+{number}")
    else:
        office = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT).order_by("pk").first()
        if office is None:
            return None
        to = Contact(office, f"+{number}", phone=f"+{number}")
    known = to.person is not None
    words = Words(KNOWN if known else STRANGER, "", "", 2)
    key = queries.acknowledgement(number, at)
    return queue(Draft(key, Channel.SMS, to, words, settings.REALITY, "", inside=known), by=by, at=at)
