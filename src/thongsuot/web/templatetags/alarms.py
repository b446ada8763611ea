"""What calls a person is shown on every page: one look at the last pages that were sent to that person."""

from __future__ import annotations

from django import template

from thongsuot.organisations.models import Person
from thongsuot.paging import queries
from thongsuot.paging.models import Page

register = template.Library()


@register.simple_tag
def pages_calling(user: object) -> list[Page]:
    """Return what calls the person who is signed in."""
    return queries.calling(user) if isinstance(user, Person) else []
