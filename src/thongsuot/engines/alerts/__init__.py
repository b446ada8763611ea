"""Alerts of other people's monitoring: read, folded into episodes, damped, put together, reconciled.

Bytes in, frozen values out; no clock, no database, no socket. A reader takes one delivery and a `Source`, which says
how that source speaks; it returns a `Delivery` or raises `Unreadable` (code, place, message in Vietnamese). Texts are
foreign: bounded (`Limits`), on one line, without what is not seen; `problems` tells what was changed.

`fold` takes an alert into the `History` of its (source, fingerprint) and tells the `Change`. The history is the same
in whatever order, how often and in whatever deliveries alerts came; `episodes` reads it. `flicker` judges whether a
failure comes and goes too often to be told each time, `related` groups failures of one site or cause. `reconcile`
compares what is open with what a source's own API lists; `seen` folds what was missing. All times are aware, in UTC.
"""

from thongsuot.engines.alerts._active import Active, read_alertmanager_active
from thongsuot.engines.alerts._clock import ahead, read_started_at
from thongsuot.engines.alerts._damping import Damping, Flicker, flicker
from thongsuot.engines.alerts._episode import Episode, Outcome
from thongsuot.engines.alerts._episodes import episodes
from thongsuot.engines.alerts._facts import Fact
from thongsuot.engines.alerts._fingerprint import fingerprint
from thongsuot.engines.alerts._fold import Change, What, fold, seen
from thongsuot.engines.alerts._generic import read_hook
from thongsuot.engines.alerts._history import History
from thongsuot.engines.alerts._hook import Hook
from thongsuot.engines.alerts._json import parsed
from thongsuot.engines.alerts._limits import Limits
from thongsuot.engines.alerts._mail import read_mail
from thongsuot.engines.alerts._media_type import zabbix_media_type, zabbix_script
from thongsuot.engines.alerts._paths import WrongHook
from thongsuot.engines.alerts._problems import Code, Problem
from thongsuot.engines.alerts._prometheus import read_prometheus_active
from thongsuot.engines.alerts._readers import READERS
from thongsuot.engines.alerts._reconcile import Opening, Reconciled, reconcile
from thongsuot.engines.alerts._related import Bond, Failure, Group, related
from thongsuot.engines.alerts._terms import Alert, Delivery, Severity, Source
from thongsuot.engines.alerts._unreadable import Fault, Unreadable
from thongsuot.engines.alerts._webhooks import read_alertmanager, read_grafana
from thongsuot.engines.alerts._zabbix import read_zabbix

__all__ = [
    "READERS",
    "Active",
    "Alert",
    "Bond",
    "Change",
    "Code",
    "Damping",
    "Delivery",
    "Episode",
    "Fact",
    "Failure",
    "Fault",
    "Flicker",
    "Group",
    "History",
    "Hook",
    "Limits",
    "Opening",
    "Outcome",
    "Problem",
    "Reconciled",
    "Severity",
    "Source",
    "Unreadable",
    "What",
    "WrongHook",
    "ahead",
    "episodes",
    "fingerprint",
    "flicker",
    "fold",
    "parsed",
    "read_alertmanager",
    "read_alertmanager_active",
    "read_grafana",
    "read_hook",
    "read_mail",
    "read_prometheus_active",
    "read_started_at",
    "read_zabbix",
    "reconcile",
    "related",
    "seen",
    "zabbix_media_type",
    "zabbix_script",
]
