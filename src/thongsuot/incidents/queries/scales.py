"""Everything by which incidents of one enterprise are weighed at one moment, looked up once for many of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from thongsuot.incidents.models import Target
from thongsuot.incidents.queries.clocks import Terms, terms_of
from thongsuot.incidents.queries.priority import Register, Weight, targets_of, weigh
from thongsuot.organisations.models import Organisation, Site


class Scales:
    """An enterprise, its reality and a moment; sites weighed before are remembered."""

    def __init__(self, organisation: Organisation, reality: str, at: datetime) -> None:
        self.organisation, self.reality, self.at = organisation, reality, at
        self._known: dict[int, Weight] = {}
        self.register = Register([], at)

    @cached_property
    def terms(self) -> Terms:
        """What the enterprise has agreed to."""
        return terms_of(self.organisation.pk, self.reality, self.at)

    @cached_property
    def laid_down(self) -> dict[str, Target]:
        """What the department has laid down."""
        return targets_of(self.organisation.supervisor_id, self.at)

    def know(self, sites: Iterable[Site]) -> None:
        """Look up at once what many sites are."""
        self.register = Register(sites, self.at)

    def weigh(self, site: Site | None) -> Weight:
        """Return how urgent a failure at a site is."""
        if site is None:
            return weigh(None, self.organisation, self.at)
        if site.pk not in self._known:
            if site.pk not in self.register:
                self.know([site])
            self._known[site.pk] = self.register.weigh(site, self.laid_down)
        return self._known[site.pk]
