"""What goes out: first what keeps the session going, then single messages, then batches, as window and pace allow."""

from collections.abc import Iterator

from thongsuot.engines.smpp._core import Core


def outgoing(core: Core, now: float) -> Iterator[bytes | memoryview]:
    """Take everything that may go now."""
    if core.out:
        said, core.out = core.out, []
        yield b"".join(said)
    if not core.sending or not core.pause.over(now):
        return
    allowed = core.pacer.allows(now, core.window.free)
    if core.requests.queue and allowed:
        single = list(_singles(core, allowed, now))
        allowed -= len(single)
        yield b"".join(single)
    for octets, count in core.batches.take(allowed, now):
        _gone(core, count, now)
        yield octets


def _singles(core: Core, most: int, now: float) -> Iterator[bytes]:
    for _ in range(min(most, len(core.requests.queue))):
        request = core.requests.queue.popleft()
        core.requests.went(request, now)
        _gone(core, 1, now)
        yield request.octets


def _gone(core: Core, count: int, now: float) -> None:
    core.pacer.spend(count)
    core.window.opened(count)
    core.active_at = now
