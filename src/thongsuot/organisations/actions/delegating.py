"""A leader who is away lets somebody act; a word alone holds for a day, until it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.organisations import queries
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Deed, Delegation, Organisation, Person
from thongsuot.organisations.models.delegations import CONFIRM_WITHIN


class CannotDelegate(ValueError):
    """The delegation would not hold, and why."""


@dataclass(frozen=True)
class Terms:
    """Which acts, from when until when, and on what paper or whose word it rests."""

    deeds: tuple[str, ...]
    since: datetime
    until: datetime
    document: str = ""
    document_on: date | None = None
    instructed_by: str = ""
    instructed_at: datetime | None = None


@transaction.atomic
def delegate(
    giver: Person, to: Person, terms: Terms, *, organisation: Organisation, by: Person, at: datetime
) -> Delegation:
    """Let somebody act for the giver; entered by the giver, or by a third person from the paper or the word given."""
    _require_keeper(giver, to, organisation, by, at)
    if by == giver and not (terms.document or terms.instructed_by):
        terms = replace(terms, instructed_by=str(giver), instructed_at=at)  # who gives it need quote nobody
    _check(giver, to, terms, organisation, at)
    confirmed = bool(terms.document.strip()) or by == giver
    return Delegation.objects.create(
        organisation=organisation,
        giver=giver,
        delegate=to,
        deeds=sorted(set(terms.deeds)),
        document=terms.document.strip(),
        document_on=terms.document_on,
        instructed_by=terms.instructed_by.strip(),
        instructed_at=terms.instructed_at,
        valid_from=max(terms.since, at),
        valid_until=terms.until,
        confirmed_at=at if confirmed else None,
        confirmed_name=str(by) if confirmed else "",
        by_name=str(by),
        at=at,
    )


@transaction.atomic
def confirm_delegation(
    row: Delegation, *, by: Person, at: datetime, document: str = "", document_on: date | None = None
) -> Delegation:
    """Make a spoken delegation firm: the giver says so, or a third person enters the paper that followed."""
    row = Delegation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.confirmed_at is not None:
        return row
    if (row.lapses_at is not None and at >= row.lapses_at) or (row.valid_until is not None and at >= row.valid_until):
        raise CannotDelegate(
            _(
                "Ủy quyền này đã hết hiệu lực nên không xác nhận được nữa; việc đã làm vẫn được giữ. "
                "Hãy lập ủy quyền mới."
            )
        )
    papered = bool(document.strip()) and document_on is not None
    if by != row.giver and not papered:
        raise NotAllowed(
            _("Chỉ người ủy quyền tự xác nhận được; người khác cần nhập số và ngày của văn bản. Chưa có gì thay đổi.")
        )
    if by != row.giver:
        _require_keeper(row.giver, row.delegate, row.organisation, by, at)
    row.document, row.document_on = document.strip(), document_on
    row.confirmed_at, row.confirmed_name = at, str(by)
    row.save(update_fields=["document", "document_on", "confirmed_at", "confirmed_name"])
    return row


@transaction.atomic
def end_delegation(row: Delegation, *, by: Person, at: datetime) -> Delegation:
    """Let nobody act any more; what was done stays. The giver, the delegate and the keepers of the list may."""
    row = Delegation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if by not in (row.giver, row.delegate) and not queries.keeps_delegations(by, row.organisation, at):
        raise NotAllowed(_("%(who)s không được kết thúc ủy quyền này; chưa có gì thay đổi.") % {"who": by})
    if row.valid_until is None or row.valid_until > at:
        row.valid_until = max(at, row.valid_from)
        row.save(update_fields=["valid_until"])
    return row


def _require_keeper(giver: Person, to: Person, organisation: Organisation, by: Person, at: datetime) -> None:
    """Refuse who would give a right to oneself, or has no desk in the organisation."""
    if by == to:
        raise NotAllowed(
            _("Người được ủy quyền không tự nhập ủy quyền cho mình; hãy nhờ người ủy quyền hoặc một người khác.")
        )
    if by != giver and not queries.keeps_delegations(by, organisation, at):
        raise NotAllowed(_("%(who)s không được nhập ủy quyền của đơn vị này; chưa có gì thay đổi.") % {"who": by})


def _check(giver: Person, to: Person, terms: Terms, organisation: Organisation, at: datetime) -> None:
    """Refuse a delegation that could not hold."""
    here = queries.people_at(organisation, at)
    if not here.filter(pk=giver.pk).exists():
        raise CannotDelegate(
            _(
                "%(who)s không giữ vai trò nào tại đơn vị nên không có quyền để ủy quyền; chưa có gì thay đổi. "
                "Hãy chọn người giữ vai trò."
            )
            % {"who": giver}
        )
    if giver == to or not (to.organisation_id == organisation.pk or here.filter(pk=to.pk).exists()):
        raise CannotDelegate(
            _("Người được ủy quyền phải là một người khác của chính đơn vị; chưa có gì thay đổi. Hãy chọn lại.")
        )
    if not terms.deeds or set(terms.deeds) - set(Deed.values):
        raise CannotDelegate(_("Chưa chọn việc được ủy quyền; chưa có gì thay đổi. Hãy chọn ít nhất một việc."))
    if terms.until <= max(terms.since, at):
        raise CannotDelegate(_("Thời điểm kết thúc phải sau thời điểm bắt đầu và chưa qua; hãy nhập lại."))
    _check_basis(terms, at)


def _check_basis(terms: Terms, at: datetime) -> None:
    paper = (bool(terms.document.strip()), terms.document_on is not None)
    word = (bool(terms.instructed_by.strip()), terms.instructed_at is not None)
    if sorted([paper, word]) != [(False, False), (True, True)]:
        raise CannotDelegate(
            _("Ủy quyền cần đúng một căn cứ: số và ngày văn bản, hoặc chỉ đạo của ai, lúc nào; hãy nhập một trong hai.")
        )
    if terms.instructed_at is not None and not at - CONFIRM_WITHIN < terms.instructed_at <= at:
        raise CannotDelegate(
            _("Chỉ đạo phải được nhập trong 24 giờ kể từ lúc được nghe; quá thời gian đó cần có văn bản.")
        )
