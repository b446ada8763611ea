"""What an organisation's own report prints around its words: letterhead, addressee, letter, signer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thongsuot.directives.models import Directive
from thongsuot.organisations.models import Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.reports.models import Report

DEPUTY = "Phó "


def head_of(report: Report, signer: Person | None, giver: Person | None = None) -> dict[str, Any]:
    """Return the names as they stand on the day; papers printed later keep them. `giver` let the signer sign."""
    organisation, department = report.organisation, report.directive.organisation
    return {
        "body": organisation.name,
        "parent": organisation.parent_name,
        "symbol": organisation.symbol,
        "place": organisation.place or department.place,
        "contact": "; ".join(filter(None, [organisation.address, organisation.phone, organisation.email])),
        "to": department.name,
        "letter": _letter(report.directive),
        "signer": signer.name if signer is not None else "",
        "post": signer.title if signer is not None else "",
        "authority": _authority(signer, giver),
    }


def _authority(signer: Person | None, giver: Person | None) -> list[str]:
    """Return the form above the post: TUQ. where it was delegated, KT. where a deputy signs for the head."""
    if giver is not None:
        return [f"TUQ. {giver.title or 'Giám đốc'}"]
    if signer is not None and signer.title.startswith(DEPUTY):
        return [f"KT. {signer.title.removeprefix(DEPUTY)}"]
    return []


def _letter(letter: Directive) -> dict[str, str]:
    told = {name: getattr(letter, name) for name in ("doc_type", "number", "subject", "issuer_name")}
    return {**told, "dated_on": letter.dated_on.isoformat() if letter.dated_on else ""}


def leader_of(report: Report, at: datetime) -> Person | None:
    """Return who would sign, as far as that is known before it is signed."""
    return holders(Role.Name.LEADER, organisation=report.organisation, at=at).order_by("pk").first()
