"""What time brings: the four timers of SMPP 3.4, 7.2, and the next moment to look."""

from collections.abc import Iterator

from thongsuot.engines.smpp._command import BINDS, Command
from thongsuot.engines.smpp._core import Core
from thongsuot.engines.smpp._events import BatchUncertain, Ending
from thongsuot.engines.smpp._pdu import Pdu
from thongsuot.engines.smpp._states import BOUND


def pass_time(core: Core, now: float) -> None:
    """Do whatever has come due."""
    if core.over:
        return
    if _due(core.settings.session_init, 0.0, now) and core.state not in BOUND:
        core.end(Ending.NO_BIND)
        return
    if core.settings.response is not None:
        _miss_answers(core, now - core.settings.response)
    if core.state in BOUND and _due(core.settings.inactivity, core.active_at, now):
        unbind(core, now)
    if _asks(core) and _due(core.settings.enquire_link, core.heard_at, now):
        core.request(Pdu(Command.ENQUIRE_LINK, core.reserve(1)), now)


def unbind(core: Core, now: float) -> None:
    """Ask for the end, once; nothing new goes out any more, answers still come in."""
    if not core.leaving:
        core.leaving = True
        core.request(Pdu(Command.UNBIND, core.reserve(1)), now)


def _due(span: float | None, since: float, now: float) -> bool:
    return span is not None and now - since >= span


def _asks(core: Core) -> bool:
    """Tell whether the other end is to be asked for a sign of life when nothing is heard."""
    return core.state in BOUND and not core.requests.waits_for(Command.ENQUIRE_LINK)


def _miss_answers(core: Core, before: float) -> None:
    """Report what was not answered in time; an end that does not answer what keeps the session going is gone."""
    late = core.requests.expired(before)
    commands = {request.command for request in late}
    core.closed(late)
    core.doubt(late)
    for batch in core.batches.active:
        if doubt := batch.expire(before):
            core.window.closed(doubt)
            core.events.append(BatchUncertain(batch, doubt))
    core.batches.sweep()
    if commands & BINDS:
        core.end(Ending.NO_BIND)
    elif commands & {Command.ENQUIRE_LINK, Command.UNBIND}:
        core.end(Ending.SILENT)


def next_due(core: Core, now: float) -> float | None:
    """Return the next moment at which something is due; None where only octets can bring something."""
    return None if core.over else min(_moments(core, now), default=None)


def _moments(core: Core, now: float) -> Iterator[float]:
    settings = core.settings
    if settings.session_init is not None and core.state not in BOUND:
        yield settings.session_init
    if settings.response is not None:
        if oldest := core.requests.oldest():
            yield oldest.at + settings.response
        sent = (batch.oldest() for batch in core.batches.active)
        yield from (at + settings.response for at in sent if at is not None)
    if settings.inactivity is not None and core.state in BOUND and not core.leaving:
        yield core.active_at + settings.inactivity
    if settings.enquire_link is not None and _asks(core):
        yield core.heard_at + settings.enquire_link
    if core.sending and core.window.free and _something_waits(core) and (at := core.pacer.due(now)) is not None:
        yield max(at, core.pause.until)


def _something_waits(core: Core) -> bool:
    return bool(core.requests.queue) or any(batch.eager for batch in core.batches.active)
