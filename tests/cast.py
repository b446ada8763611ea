"""The one cast, by name: tests ask it for people and organisations."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
BEFORE = datetime(2020, 1, 1, tzinfo=VIETNAM)
MONDAY = datetime(2020, 2, 3, 9, 0, tzinfo=VIETNAM)


class Cast:
    """People and organisations of exercise/cast.toml, loaded once a test."""

    def organisation(self, code: str):
        """Return an organisation by its code."""
        from thongsuot.organisations.models import Organisation

        return Organisation.objects.get(code=code)

    def person(self, username: str):
        """Return a person by the name of the account."""
        from thongsuot.organisations import access
        from thongsuot.organisations.models import Person

        with access.acting_as_system():
            return Person.objects.select_related("organisation").get(username=username)

    @property
    def department(self):
        """Return the department."""
        return self.organisation("so-khcn")

    @property
    def ministry(self):
        """Return the ministry."""
        return self.organisation("bo-khcn")

    @property
    def committee(self):
        """Return the provincial people's committee."""
        return self.organisation("ubnd-tinh")

    @property
    def enterprises(self):
        """Return the nine enterprises in order of code."""
        from thongsuot.organisations.models import Organisation

        return list(Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE).order_by("code"))

    @property
    def binh(self):
        """Return the department's follower."""
        return self.person("so.chuyenvien")

    @property
    def khanh(self):
        """Return the department's leader."""
        return self.person("so.lanhdao")

    @property
    def hang(self):
        """Return the contact of the first mobile operator."""
        return self.person("dd-1.daumoi")

    @property
    def long(self):
        """Return the leader of the first mobile operator."""
        return self.person("dd-1.lanhdao")


def client_of(person):
    """Return a browser of the test client in which the person is signed in."""
    from django.test import Client

    from thongsuot.organisations import access

    client = Client()
    with access.acting_as_system():
        client.force_login(person)
    return client


if __name__ == "__main__":
    import django

    django.setup()
    from thongsuot.exercise.actions import casting

    casting.load_cast(at=BEFORE)
