"""SMPP 3.4 for both ends, ESME and message centre: octets in, events out and octets out (sans-IO).

`Session` speaks for one connection; single messages and batches of arrays share it. Words are octets here: `message`
knows texts. Times are seconds of any clock that goes forward, passed in. Reading octets never raises; what this side
may not do or write raises IllegalRequest, UnwritablePdu, UnusableRecipients, StencilTaken. Source: SMPP 3.4, issue 1.2.
"""

from thongsuot.engines.smpp._batch import Batch, Standing
from thongsuot.engines.smpp._bodies import (
    Alert,
    Bind,
    BindAnswer,
    Body,
    Cancel,
    Data,
    Empty,
    Message,
    MessageAnswer,
    Outbind,
    Query,
    QueryAnswer,
    Replace,
    Tlvs,
)
from thongsuot.engines.smpp._command import Command
from thongsuot.engines.smpp._digits import UnusableRecipients
from thongsuot.engines.smpp._events import (
    Answered,
    Arrived,
    BatchUncertain,
    BindRefused,
    Bound,
    Closed,
    Ending,
    Event,
    Illegal,
    Malformed,
    Receipts,
    Repeated,
    Settled,
    Throttled,
    Uncertain,
    Unknown,
    Unsent,
    WindowReduced,
)
from thongsuot.engines.smpp._fields import BadPdu, UnwritablePdu
from thongsuot.engines.smpp._keys import Way
from thongsuot.engines.smpp._matching import Early, Matcher, Matches, Verdict
from thongsuot.engines.smpp._pacing import Backoff, Pacer, Pause
from thongsuot.engines.smpp._pdu import Pdu, decode, encode
from thongsuot.engines.smpp._receipts import MessageState, Receipt, read_receipt, receipt_words
from thongsuot.engines.smpp._session import IllegalRequest, Session
from thongsuot.engines.smpp._settings import Settings
from thongsuot.engines.smpp._states import LEGAL, Role, State, legal
from thongsuot.engines.smpp._status import POSTPONING, Status, status_name
from thongsuot.engines.smpp._stencil import Stencil, StencilTaken
from thongsuot.engines.smpp._tlv import Tag, number, octets, typed
from thongsuot.engines.smpp._window import Window

__all__ = [
    "Alert",
    "Answered",
    "Arrived",
    "Backoff",
    "BadPdu",
    "Batch",
    "BatchUncertain",
    "Bind",
    "BindAnswer",
    "BindRefused",
    "Body",
    "Bound",
    "Cancel",
    "Closed",
    "Command",
    "Data",
    "Early",
    "Empty",
    "Ending",
    "Event",
    "Illegal",
    "IllegalRequest",
    "LEGAL",
    "Malformed",
    "Matcher",
    "Matches",
    "Message",
    "MessageAnswer",
    "MessageState",
    "Outbind",
    "POSTPONING",
    "Pacer",
    "Pause",
    "Pdu",
    "Query",
    "QueryAnswer",
    "Receipt",
    "Receipts",
    "Repeated",
    "Replace",
    "Role",
    "Session",
    "Settings",
    "Settled",
    "Standing",
    "State",
    "Status",
    "Stencil",
    "StencilTaken",
    "Tag",
    "Throttled",
    "Tlvs",
    "Uncertain",
    "Unknown",
    "Unsent",
    "UnusableRecipients",
    "UnwritablePdu",
    "Verdict",
    "Way",
    "Window",
    "WindowReduced",
    "decode",
    "encode",
    "legal",
    "number",
    "octets",
    "read_receipt",
    "receipt_words",
    "status_name",
    "typed",
]
