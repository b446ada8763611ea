/*
 * A message centre that takes everything and keeps nothing, to measure senders against.
 *
 *   cc -O2 -o smpp_sink smpp_sink.c
 *   ./smpp_sink PORT [REFUSED]
 *
 * Listens on 127.0.0.1:PORT, serves one connection after another until it is ended, and answers binds, submit_sm (with
 * a message_id of ten digits), enquire_link and unbind. Of a thousand submit_sm it refuses REFUSED with
 * ESME_RINVDSTADR, spread evenly. Prints "listening" once it does.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEADER = 16, TAKEN = 1 << 20, DIGITS = 10, LONGEST = 65536 };
enum { SUBMIT_SM = 4, UNBIND = 6, ENQUIRE_LINK = 0x15, REFUSAL = 0x0B };

static uint8_t taken[TAKEN], answers[2 * TAKEN + LONGEST];
static uint64_t accepted, submitted, due;

static uint32_t number(const uint8_t *at) {
    uint32_t value;
    memcpy(&value, at, 4);
    return ntohl(value);
}

static void write_number(uint8_t *at, uint32_t value) {
    value = htonl(value);
    memcpy(at, &value, 4);
}

/* Writes the response to one PDU; returns its length. */
static size_t answer(const uint8_t *pdu, uint8_t *to, unsigned refused) {
    uint32_t command = number(pdu + 4), status = 0;
    size_t length = HEADER;
    if (command & 0x80000000u) return 0;
    if (command == SUBMIT_SM) {
        submitted++;
        due += refused;
        if (due >= 1000) {
            due -= 1000;
            status = REFUSAL;
        } else {
            uint64_t id = ++accepted;
            for (size_t i = DIGITS; i > 0; i--, id /= 10) to[HEADER + i - 1] = (uint8_t)('0' + id % 10);
            to[HEADER + DIGITS] = 0;
            length += DIGITS + 1;
        }
    } else if (command != ENQUIRE_LINK && command != UNBIND) {
        memcpy(to + HEADER, "SINK", 5);
        length += 5;
    }
    write_number(to, (uint32_t)length);
    write_number(to + 4, command | 0x80000000u);
    write_number(to + 8, status);
    memcpy(to + 12, pdu + 12, 4);
    return length;
}

static void serve(int fd, unsigned refused) {
    size_t have = 0;
    for (;;) {
        ssize_t came = recv(fd, taken + have, TAKEN - have, 0);
        if (came <= 0) return;
        have += (size_t)came;
        size_t at = 0, said = 0, gone = 0;
        while (have - at >= HEADER) {
            uint32_t length = number(taken + at);
            if (length < HEADER || length > LONGEST) return;
            if (have - at < length) break;
            said += answer(taken + at, answers + said, refused);
            at += length;
        }
        memmove(taken, taken + at, have -= at);
        while (gone < said) {
            ssize_t sent = send(fd, answers + gone, said - gone, MSG_NOSIGNAL);
            if (sent <= 0) return;
            gone += (size_t)sent;
        }
    }
}

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    unsigned refused = argc > 2 ? (unsigned)atoi(argv[2]) : 0;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
    int listening = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listening, (struct sockaddr *)&here, sizeof here) || listen(listening, 8)) {
        perror("listen");
        return 1;
    }
    puts("listening");
    fflush(stdout);
    for (;;) {
        int fd = accept(listening, NULL, NULL);
        if (fd < 0) return 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        serve(fd, refused);
        close(fd);
    }
}
