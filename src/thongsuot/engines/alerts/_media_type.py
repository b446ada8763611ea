"""The media type that a Zabbix server imports: the script beside this file and the parameters it sends along."""

from __future__ import annotations

import json
from importlib.resources import files

_VERSION = "6.0"  # of the export format; later servers import it as well
_PARAMETERS = {
    "eventid": "{EVENT.ID}",
    "eventvalue": "{EVENT.VALUE}",
    "eventupdate": "{EVENT.UPDATE.STATUS}",
    "eventack": "{EVENT.ACK.STATUS}",
    "event_source": "{EVENT.SOURCE}",
    "eventname": "{EVENT.NAME}",
    "severity": "{EVENT.NSEVERITY}",
    "hostname": "{HOST.NAME}",
    "hostip": "{HOST.IP}",
    "eventtags": "{EVENT.TAGSJSON}",
    "triggerid": "{TRIGGER.ID}",
    "opdata": "{EVENT.OPDATA}",
    "date": "{EVENT.DATE}",
    "time": "{EVENT.TIME}",
    "recovery_date": "{EVENT.RECOVERY.DATE}",
    "recovery_time": "{EVENT.RECOVERY.TIME}",
}
_TOKEN = "{$THONGSUOT.TOKEN}"  # noqa: S105  # the name of the macro that holds it, of the kind "secret text"


def zabbix_media_type(address: str) -> bytes:
    """Return the file, in JSON, that Zabbix 6.0 and later import under media types; it posts to the address.

    The token is not in it: it is kept by the server in the secret macro `{$THONGSUOT.TOKEN}`.
    """
    parameters = {"url": address, "token": _TOKEN, **_PARAMETERS}
    media_type = {
        "name": "Thông Suốt",
        "type": "WEBHOOK",
        "parameters": [{"name": name, "value": macro} for name, macro in parameters.items()],
        "attempts": "10",
        "attempt_interval": "10s",
        "script": zabbix_script(),
        "message_templates": [
            {"event_source": "TRIGGERS", "operation_mode": mode, "subject": "{EVENT.NAME}", "message": "{EVENT.OPDATA}"}
            for mode in ("PROBLEM", "RECOVERY", "UPDATE")
        ],
    }
    export = {"zabbix_export": {"version": _VERSION, "media_types": [media_type]}}
    return json.dumps(export, ensure_ascii=False, indent=2).encode()


def zabbix_script() -> str:
    """Return the script of the media type: the body of a function of `value`, the parameters as JSON."""
    return (files(__package__) / "zabbix_media_type.js").read_text("utf-8")
