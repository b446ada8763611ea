"""Which PDUs are legal when, and from whom (SMPP 3.4, 2.2 and table 2-1)."""

from enum import StrEnum

from thongsuot.engines.smpp._command import BINDS, Command


class Role(StrEnum):
    """Who speaks: whoever sends messages through a centre, or the message centre."""

    ESME = "esme"
    SMSC = "smsc"

    @property
    def other(self) -> "Role":
        """The one at the other end."""
        return Role.SMSC if self is Role.ESME else Role.ESME


class State(StrEnum):
    """How far a session has come."""

    OPEN = "open"
    OUTBOUND = "outbound"
    BOUND_TX = "bound_tx"
    BOUND_RX = "bound_rx"
    BOUND_TRX = "bound_trx"
    UNBOUND = "unbound"
    CLOSED = "closed"


BOUND = frozenset({State.BOUND_TX, State.BOUND_RX, State.BOUND_TRX})
_SENDING = frozenset({State.BOUND_TX, State.BOUND_TRX})
_RECEIVING = frozenset({State.BOUND_RX, State.BOUND_TRX})
_BINDING = frozenset({State.OPEN, State.OUTBOUND})
_CONNECTED = frozenset(State) - {State.CLOSED}

# request: from whom, in which states
LEGAL: dict[tuple[Role, Command], frozenset[State]] = {
    **{(Role.ESME, bind): _BINDING for bind in BINDS},
    (Role.SMSC, Command.OUTBIND): frozenset({State.OPEN}),
    (Role.ESME, Command.UNBIND): BOUND,
    (Role.SMSC, Command.UNBIND): BOUND,
    (Role.ESME, Command.SUBMIT_SM): _SENDING,
    (Role.ESME, Command.DATA_SM): _SENDING,
    (Role.SMSC, Command.DATA_SM): _RECEIVING,
    (Role.SMSC, Command.DELIVER_SM): _RECEIVING,
    (Role.ESME, Command.QUERY_SM): _SENDING,
    (Role.ESME, Command.CANCEL_SM): _SENDING,
    (Role.ESME, Command.REPLACE_SM): _SENDING,
    (Role.SMSC, Command.ALERT_NOTIFICATION): _RECEIVING,
    (Role.ESME, Command.ENQUIRE_LINK): _CONNECTED,
    (Role.SMSC, Command.ENQUIRE_LINK): _CONNECTED,
}
BINDS_TO = {
    Command.BIND_TRANSMITTER: State.BOUND_TX,
    Command.BIND_RECEIVER: State.BOUND_RX,
    Command.BIND_TRANSCEIVER: State.BOUND_TRX,
}


def known(role: Role, command: Command) -> bool:
    """Tell whether a role may ever ask this."""
    return (role, command) in LEGAL


def legal(role: Role, command: Command, state: State) -> bool:
    """Tell whether a role may ask this in a state."""
    return state in LEGAL.get((role, command), frozenset())
