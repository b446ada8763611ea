"""Somebody of another install is entered by name, so that what came from there has its person."""

from __future__ import annotations

import uuid

from django.db import transaction

from thongsuot.links.models import Package, Signatory
from thongsuot.organisations import actions as directory
from thongsuot.organisations.models import Person


@transaction.atomic
def signatory(package: Package, *, key: str, name: str) -> Person:
    """Return the person whom a package names; a new one is entered without account, role, number or address.

    The key tells two people of one name apart, and the same person of two packages is the same here.
    """
    organisation = package.organisation
    rows = Signatory.objects.select_related("person__organisation")
    known = rows.filter(organisation=organisation, reality=package.reality, key=key).first()
    if known is not None:
        return known.person
    username = f"{organisation.code}/{uuid.uuid4().hex[:12]}"
    person = directory.add_person(username=username, name=name, organisation=organisation, is_active=False)
    Signatory.objects.create(organisation=organisation, reality=package.reality, key=key, person=person)
    return person
