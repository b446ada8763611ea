"""HTTP as the events process reads it: by llhttp, which is quick and sets no bound to a head, so that we do."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 64 * 1024  # octets until a head must have ended


class Bounded(HttpToolsProtocol):
    """One connection; a head that does not end is refused."""

    heading = 0  # octets of the head that has not ended yet
    ended = True

    def data_received(self, data: bytes) -> None:
        """Read on."""
        super().data_received(data)
        self.heading = 0 if self.ended else self.heading + len(data)
        if self.heading > LARGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of the request is too large.")

    def on_message_begin(self) -> None:
        """A head begins."""
        self.ended = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head has ended."""
        self.ended = True
        super().on_headers_complete()
