"""An organisation asks to look again at what was entered on its behalf, and the department answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Deed, Person, Role
from thongsuot.organisations.queries import followers_of, holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.reports.models import Objection, Submission


class NothingToObject(ValueError):
    """Nobody entered this report on the organisation's behalf, or nothing was said, or it was answered already."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chưa ghi nội dung, hoặc báo cáo này không phải do Sở nhập thay, hoặc đề nghị đã được trả lời; "
                "chưa có gì thay đổi."
            )
        )


@transaction.atomic
def object_to(submission: Submission, words: str, *, by: Person, at: datetime) -> Objection:
    """Ask the department to look again; what was entered stays as it is until it decides."""
    require(by, Role.Name.CONTACT, Role.Name.LEADER, organisation=submission.organisation_id, at=at, deed=Deed.ANSWER)
    if not submission.channel or not words.strip():
        raise NothingToObject
    objection = Objection.objects.create(
        organisation_id=submission.organisation_id,
        reality=submission.reality,
        submission=submission,
        words=words.strip(),
        at=at,
        **Act.fields_of(by),
    )
    report = submission.report
    subject = f"{report.organisation.short_name} đề nghị xem lại báo cáo nhập thay"
    with access.reaching(report.directive.organisation_id):
        for person in followers_of(report.organisation, at):
            _tell(objection, person, "objection", Words(subject, objection.words, report.get_absolute_url()), by, at)
    ledger.notify(topic(report), report.organisation_id)
    return objection


@transaction.atomic
def reply_to_objection(objection: Objection, words: str, *, by: Person, at: datetime) -> Objection:
    """Answer the organisation; to change what was entered, the department asks for an amendment."""
    report = objection.submission.report
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=report.directive.organisation_id, at=at)
    row = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if row.replied_at is not None or not words.strip():
        raise NothingToObject
    row.reply, row.replied_at, row.replied_name = words.strip(), at, str(by)
    row.save(update_fields=["reply", "replied_at", "replied_name"])
    told = Words("Sở trả lời đề nghị xem lại báo cáo nhập thay", row.reply, report.get_absolute_url())
    for person in holders(Role.Name.CONTACT, Role.Name.LEADER, organisation=report.organisation, at=at):
        _tell(row, person, "objection-reply", told, by, at)
    ledger.notify(topic(report), report.organisation_id)
    return row


def _tell(objection: Objection, person: Person, what: str, words: Words, by: Person, at: datetime) -> None:
    key = f"{what}:{objection.pk}:{person.pk}"
    about = topic(objection.submission.report)
    outbox.tell(Draft(key, "", outbox.contact_of(person), words, objection.reality, about), by=by, at=at)
