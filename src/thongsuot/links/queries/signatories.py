"""Who acts here only because a package of another install said so."""

from __future__ import annotations

from thongsuot.links.models import Signatory
from thongsuot.organisations.models import Person


def signs(person: Person, organisation: int) -> bool:
    """Tell whether the person is one of the organisation's other install, who cannot sign in here."""
    rows = Signatory.objects.filter(person=person, organisation=organisation, person__is_active=False)
    return rows.exists()
