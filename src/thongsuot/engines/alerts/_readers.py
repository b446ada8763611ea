"""Which reader takes which kind of source; a generic hook has one of its own, for it needs its paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from thongsuot.engines.alerts._mail import read_mail
from thongsuot.engines.alerts._terms import Delivery, Source
from thongsuot.engines.alerts._webhooks import read_alertmanager, read_grafana
from thongsuot.engines.alerts._zabbix import read_zabbix

READERS: Mapping[str, Callable[[bytes, Source], Delivery]] = MappingProxyType(
    {"alertmanager": read_alertmanager, "grafana": read_grafana, "zabbix": read_zabbix, "email": read_mail}
)
