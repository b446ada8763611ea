"""A report that lies before its leader, and the code that the leader is sent."""

from __future__ import annotations

from tests.directives import invitations
from tests.reports import small
from tests.reports.small import DAY_BEFORE

from thongsuot.reports import actions, queries


def laid(cast, letter, code="dd-1", *, at=DAY_BEFORE, **words):
    """Let an organisation's contact lay its report before the leader."""
    report, contact = small.report_of(letter, code), cast.person(f"{code}.daumoi")
    if words:
        report = actions.write(report, version=report.version, by=contact, at=at, **words)
    return actions.prepare(report, by=contact, at=at)


def address_of(cast, person, *, at=DAY_BEFORE):
    """Return how a form names the leader's own address."""
    return queries.own_addresses(person, person.organisation, at)[0].key


def code_for(cast, report, person, *, at=DAY_BEFORE):
    """Let the code be sent, and return its digits as the message says them."""
    actions.send_approval_code(report, address_of(cast, person, at=at), by=person, at=at)
    return invitations.sent(person)


def wrong(digits):
    """Return six other digits."""
    return f"{(int(digits) + 1) % 10**6:06d}"
