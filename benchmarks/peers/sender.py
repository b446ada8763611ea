"""smpplib as a sender: WINDOW messages under way at once; prints "messages/s refused".

.venv/bin/python benchmarks/peers/sender.py PORT COUNT WINDOW OCTETS
"""

from __future__ import annotations

import socket
import sys
from time import perf_counter

import smpplib.client
import smpplib.consts


def main(port: int, count: int, window: int, octets: int) -> None:
    """Send so many as fast as the library does."""
    client = smpplib.client.Client("127.0.0.1", port, allow_unknown_opt_params=True, timeout=60)
    answers: list[int] = []
    client.set_message_sent_handler(lambda pdu: answers.append(pdu.status))
    client.set_error_pdu_handler(lambda pdu: answers.append(pdu.status))
    client.connect()
    client._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.bind_transceiver(system_id="tongdai", password="matkhau")  # noqa: S106  # the sink takes any
    text, sent, begun = b"x" * octets, 0, perf_counter()
    while len(answers) < count:
        while sent < count and sent - len(answers) < window:
            client.send_message(
                source_addr_ton=smpplib.consts.SMPP_TON_ALNUM,
                source_addr="SO KHCN",
                dest_addr_ton=smpplib.consts.SMPP_TON_INTL,
                dest_addr_npi=smpplib.consts.SMPP_NPI_ISDN,
                destination_addr=str(84_900_000_000 + sent),
                short_message=text,
                registered_delivery=True,
            )
            sent += 1
        client.read_once()
        client.poll()
    seconds = perf_counter() - begun
    print(f"{count / seconds:.0f} {sum(map(bool, answers))}")
    client.unbind()
    client.disconnect()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
