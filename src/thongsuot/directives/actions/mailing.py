"""What invitations and codes say when they leave; what is sent stays Vietnamese."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from thongsuot.directives.models import Code, Invitation
from thongsuot.directives.queries import keys
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, Role, System
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.outbox.models import Channel
from thongsuot.outbox.queries import full_address

SENDER = System("phiếu mời")


def tell_invited(invitation: Invitation, *, about: str, by: Actor, at: datetime) -> None:
    """Tell the organisation's contacts and leaders that the letter is there, and how to come in without an account."""
    directive = invitation.directive
    path = reverse("directives:guest", args=[keys.secret_of(invitation)])
    body = (
        f"{directive.organisation} gửi {directive.title}.\n"
        "Đề nghị đơn vị xác nhận tiếp nhận và triển khai các nhiệm vụ được giao.\n\n"
        f"Mở không cần tài khoản: {full_address(path)}\n"
        f"Hoặc vào {full_address(reverse('directives:short-code'))} và nhập mã phiếu mời: "
        f"{keys.in_groups(keys.short_code_of(invitation))}."
    )
    subject = f"Văn bản chỉ đạo: {directive}"
    for person in holders(Role.Name.CONTACT, Role.Name.LEADER, organisation=invitation.organisation, at=at):
        to = outbox.contact_of(person)
        page = directive.get_absolute_url() if person.has_usable_password() else path
        key = f"issued:{directive.pk}:{person.pk}:{invitation.serial}"
        draft = Draft(key, "", replace(to, phone=""), Words(subject, body, page), directive.reality, about)
        outbox.tell(draft, by=by, at=at)
        if to.phone and settings.SMS_URL:  # a telephone has no password at hand
            short = Draft(f"{key}:sms", Channel.SMS, to, Words(subject, "", path), directive.reality, about)
            outbox.queue(short, by=by, at=at)


def mail_code(code: Code, digits: str, *, at: datetime) -> None:
    """Send a code to the number or address it was made for, before anything else that waits."""
    person, by_mail = code.person, code.way == Code.Way.EMAIL
    to = Contact(
        code.organisation,
        person.name,
        person,
        email=code.sent_to if by_mail else "",
        phone="" if by_mail else code.sent_to,
    )
    minutes = (code.until - code.made_at).seconds // 60
    words = Words(
        subject="Mã xác nhận của Thông Suốt",
        body=f"Mã của ông/bà: {keys.in_groups(digits)}, hiệu lực {minutes} phút. Không cho người khác biết.",
        priority=1,
    )
    channel = Channel.EMAIL if by_mail else Channel.SMS
    draft = Draft(topic(code), channel, to, words, code.reality, topic(code))
    outbox.queue(draft, by=SENDER, at=at)
