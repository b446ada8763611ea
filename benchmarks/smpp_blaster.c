/*
 * The fastest sender we can write: the yardstick of engines.smpp.
 *
 *   cc -O2 -o smpp_blaster smpp_blaster.c
 *   ./smpp_blaster PORT COUNT WINDOW OCTETS
 *
 * Binds to 127.0.0.1:PORT as a transmitter and sends COUNT submit_sm of OCTETS octets of text, at most WINDOW of them
 * without an answer. The PDUs are built once; only their sequence numbers change. Prints "messages/s refused".
 */
#include "smpp_octets.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { RING = 4096 };

static size_t build(uint8_t *pdu, size_t octets) {
    static const char head[] = "\0\5\0SO KHCN\0\1\1" "84900000001\0\0\0\0\0\0\0\0\0\0";
    size_t length = HEADER + sizeof head - 1;
    memcpy(pdu + HEADER, head, sizeof head - 1);
    pdu[length++] = (uint8_t)octets;
    memset(pdu + length, 'x', octets);
    length += octets;
    write_number(pdu, (uint32_t)length);
    write_number(pdu + 4, 4);
    write_number(pdu + 8, 0);
    return length;
}

static int bound(int port) {
    uint8_t pdu[64] = {0}, answer[256];
    static const char body[] = "c\0c\0\0\x34\0\0";
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&there, sizeof there)) fail("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    memcpy(pdu + HEADER, body, sizeof body);
    write_number(pdu, HEADER + sizeof body);
    write_number(pdu + 4, 2);
    write_number(pdu + 12, 1);
    if (send(fd, pdu, HEADER + sizeof body, 0) < 0) fail("send");
    if (recv(fd, answer, sizeof answer, 0) < HEADER || number(answer + 8)) fail("bind");
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    uint64_t count = strtoull(argv[2], NULL, 10), window = strtoull(argv[3], NULL, 10);
    uint64_t sent = 0, patched = 0, answered = 0, refused = 0; /* `sent` counts octets, the others messages */
    size_t octets = strtoul(argv[4], NULL, 10), step, have = 0;
    uint8_t *ring, *taken = malloc(TAKEN), first[512];
    int fd = bound(atoi(argv[1]));
    double begun;
    if (octets > 254) return 2;
    step = build(first, octets);
    ring = malloc(RING * step);
    for (size_t i = 0; i < RING; i++) memcpy(ring + i * step, first, step);

    begun = seconds();
    while (answered < count) {
        uint64_t may = answered + window < count ? answered + window : count;
        if (may > answered + RING) may = answered + RING;
        for (; patched < may; patched++) write_number(ring + (patched % RING) * step + 12, (uint32_t)patched + 2);
        while (sent < may * step) {
            uint64_t at = sent % (RING * step), size = may * step - sent;
            if (size > RING * step - at) size = RING * step - at;
            ssize_t gone = send(fd, ring + at, size, 0);
            if (gone < 0) {
                if (errno == EAGAIN) break;
                fail("send");
            }
            sent += (uint64_t)gone;
        }
        ssize_t came = recv(fd, taken + have, TAKEN - have, 0);
        if (came == 0) fail("closed");
        if (came < 0) {
            if (errno != EAGAIN) fail("recv");
            struct pollfd wait = {fd, (short)(POLLIN | (sent < may * step ? POLLOUT : 0)), 0};
            poll(&wait, 1, 1000);
            continue;
        }
        have += (size_t)came;
        size_t at = 0;
        while (have - at >= HEADER && have - at >= number(taken + at)) {
            refused += number(taken + at + 8) != 0;
            answered++;
            at += number(taken + at);
        }
        memmove(taken, taken + at, have -= at);
    }
    printf("%.0f %llu\n", (double)count / (seconds() - begun), (unsigned long long)refused);
    return 0;
}
