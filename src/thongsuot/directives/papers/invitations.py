"""Invitations on paper, in the letter and in a chat: always made anew, for their secrets are kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from thongsuot.directives.models import Invitation
from thongsuot.directives.papers.naming import cite
from thongsuot.directives.queries import keys
from thongsuot.engines.officialdoc import Slip
from thongsuot.engines.vietnamese import spell_date, spell_time
from thongsuot.ledger.models import Reality
from thongsuot.outbox.queries import full_address


def link(invitation: Invitation) -> str:
    """Return the whole address of an invitation."""
    return full_address(reverse("directives:guest", args=[keys.secret_of(invitation)]))


def door() -> str:
    """Return the address at which the digits of the paper are typed."""
    return full_address(reverse("directives:short-code"))


def slips(invitations: Iterable[Invitation], deadlines: Mapping[int, datetime]) -> list[Slip]:
    """Return one slip an invitation, in their order."""
    return [_slip(invitation, deadlines.get(invitation.organisation_id)) for invitation in invitations]


def _slip(invitation: Invitation, deadline: datetime | None) -> Slip:
    sender = invitation.directive.organisation
    return Slip(
        parent=sender.parent_name,
        body=sender.name,
        letter=cite(invitation.directive),
        addressee=invitation.organisation.name,
        deadline=f"{spell_time(deadline)} {spell_date(deadline)}" if deadline else "",
        address=link(invitation),
        short_address=door(),
        short_code=keys.in_groups(keys.short_code_of(invitation)),
        phone=sender.phone,
        exercise="DIỄN TẬP" if invitation.reality == Reality.EXERCISE else "",
    )


def words_for_letter() -> str:
    """Return the paragraph that the letter itself may carry."""
    return (
        f"Đề nghị các đơn vị xác nhận tiếp nhận, trao đổi và báo cáo kết quả tại địa chỉ {door()} theo mã ghi trên "
        "phiếu mời gửi kèm văn bản này (không cần tài khoản)."
    )


def words_for_chat(invitation: Invitation) -> str:
    """Return what is pasted into a chat with one organisation."""
    return (
        f"{invitation.directive.organisation} gửi {invitation.organisation}: {cite(invitation.directive)}.\n"
        f"Mở, xác nhận tiếp nhận và báo cáo tại: {link(invitation)}\n"
        f"Hoặc vào {door()} và nhập mã phiếu mời {keys.in_groups(keys.short_code_of(invitation))}."
    )
