/*
 * A message centre that takes everything, fast, to measure senders against.
 *
 *   cc -O2 -o smpp_sink smpp_sink.c
 *   ./smpp_sink --port N [--refused N] [--tps N] [--record FILE] [--receipts N [--shuffle] [--hold]]
 *
 * Listens on 127.0.0.1 and serves up to 64 sessions at once until SIGTERM. Answers binds, submit_sm (with a message_id
 * of ten digits), enquire_link and unbind.
 *   --refused N    of a thousand submit_sm so many are refused with ESME_RINVDSTADR, spread evenly
 *   --tps N        above N a second, over all sessions and bursts of 100 ms, the answer is ESME_RTHROTTLED
 *   --record FILE  16 octets for each submit_sm, as the machine writes them: u64 destination, u32 number of the message
 *                  id (0 where there is none), u32 status; before them a header of the same size whose first u64 counts
 *   --receipts N   receipts for whom registered_delivery asks, at most N of a session unacknowledged
 *   --shuffle      each N of them in no order
 *   --hold         receipts wait for SIGUSR1
 * Prints "listening" once it does, and its totals at the end.
 */
#define _GNU_SOURCE
#include "smpp_octets.h"
#include "smpp_receipts.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LONGEST = 65536, SESSIONS = 64, ROWS = 1 << 26 };
enum { SUBMIT_SM = 4, UNBIND = 6, ENQUIRE_LINK = 0x15, REFUSAL = 0x0B, THROTTLED = 0x58 };
#define RESPONSE 0x80000000u

typedef struct { uint64_t to; uint32_t id, status; } Row;
static struct { int port, shuffle, hold; unsigned refused, receipts; double tps; } asked;
static struct { unsigned long long submitted, accepted, refused, throttled, receipts, acknowledged; } total;
static Session sessions[SESSIONS];
static Row *record;
static char brand[22];
static uint64_t due, last_id;
static double tokens, refilled;
static volatile sig_atomic_t ending, released;

static int throttled(void) {
    if (asked.tps <= 0) return 0;
    double now = seconds(), most = asked.tps * 0.1 + 1;
    tokens += (now - refilled) * asked.tps;
    refilled = now;
    if (tokens > most) tokens = most;
    if (tokens < 1) return 1;
    tokens -= 1;
    return 0;
}

/* Decides about one submit_sm, notes it, and returns the status; *id is that of the message. */
static uint32_t taken_over(Session *session, const uint8_t *pdu, uint64_t *id) {
    const uint8_t *at = pdu + HEADER, *end = pdu + number(pdu);
    uint64_t to = 0;
    uint32_t status = 0;
    while (at < end && *at) at++;
    at += 3;
    if (!brand[0] && at < end) snprintf(brand, sizeof brand, "%s", (const char *)at);
    while (at < end && *at) at++;
    for (at += 3; at < end && *at; at++) to = 10 * to + (uint64_t)(*at - '0');
    total.submitted++;
    if (throttled()) {
        status = THROTTLED;
        total.throttled++;
    } else if ((due += asked.refused) >= 1000) {
        due -= 1000;
        status = REFUSAL;
        total.refused++;
    } else {
        total.accepted++;
        *id = ++last_id;
        at += 4; /* esm_class, protocol_id, priority_flag, schedule_delivery_time */
        while (at < end && *at) at++;
        for (at++; at < end && *at; at++) {}
        if (asked.receipts && at + 1 < end && at[1] & 1) wait_for_receipt(session, to, *id);
    }
    if (record) {
        if (total.submitted >= ROWS) fail("the record is full");
        record[total.submitted] = (Row){to, (uint32_t)*id, status};
        record[0].to = total.submitted;
    }
    return status;
}

/* Writes the response to one PDU behind what is said already. */
static void answer(Session *session, const uint8_t *pdu) {
    uint32_t command = number(pdu + 4), status = 0;
    uint8_t *to = room_for(session, 64);
    size_t length = HEADER;
    uint64_t id = 0;
    if (command & RESPONSE) {
        if (command == (DELIVER_SM | RESPONSE) && session->open) session->open--, total.acknowledged++;
        return;
    }
    if (command == SUBMIT_SM) {
        status = taken_over(session, pdu, &id);
        if (!status) {
            write_digits(to + HEADER, id, DIGITS);
            to[HEADER + DIGITS] = 0;
            length += DIGITS + 1;
        }
    } else if (command != ENQUIRE_LINK && command != UNBIND) {
        memcpy(to + HEADER, "SINK", 5);
        length += 5;
    }
    write_number(to, (uint32_t)length);
    write_number(to + 4, command | RESPONSE);
    write_number(to + 8, status);
    memcpy(to + 12, pdu + 12, 4);
    session->length += length;
}

/* Reads what there is and answers it; 0 where the session is over. */
static int hear(Session *session) {
    ssize_t came = recv(session->fd, session->taken + session->have, TAKEN - session->have, 0);
    size_t at = 0;
    if (came < 0 && (errno == EAGAIN || errno == EINTR)) return 1;
    if (came <= 0) return 0;
    session->have += (size_t)came;
    while (session->have - at >= HEADER) {
        uint32_t length = number(session->taken + at);
        if (length < HEADER || length > LONGEST) return 0;
        if (session->have - at < length) break;
        answer(session, session->taken + at);
        at += length;
    }
    memmove(session->taken, session->taken + at, session->have -= at);
    return 1;
}

static int speak(Session *session) {
    while (session->gone < session->length) {
        ssize_t sent = send(session->fd, session->said + session->gone, session->length - session->gone, MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN || errno == EINTR;
        session->gone += (size_t)sent;
    }
    session->length = session->gone = 0;
    return 1;
}

static void begin(int listening) {
    int fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK), one = 1;
    Session *free_one = sessions;
    if (fd < 0) return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    while (free_one < sessions + SESSIONS && free_one->taken) free_one++;
    if (free_one == sessions + SESSIONS) {
        close(fd);
        return;
    }
    *free_one = (Session){.fd = fd, .taken = malloc(TAKEN)};
    if (!free_one->taken) fail("malloc");
}

static void end(Session *session) {
    close(session->fd);
    free(session->taken);
    free(session->said);
    free(session->waiting);
    *session = (Session){.taken = NULL};
}

static void on_signal(int which) {
    if (which == SIGUSR1) released = 1;
    else ending = 1;
}

static void read_words(int argc, char **argv) {
    static struct option known[] = {{"port", 1, 0, 'p'},     {"refused", 1, 0, 'f'}, {"tps", 1, 0, 't'},
                                    {"record", 1, 0, 'r'},   {"receipts", 1, 0, 'd'}, {"shuffle", 0, 0, 's'},
                                    {"hold", 0, 0, 'h'},     {0, 0, 0, 0}};
    for (int which; (which = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (which == 'p') asked.port = atoi(optarg);
        else if (which == 'f') asked.refused = (unsigned)atoi(optarg);
        else if (which == 't') asked.tps = atof(optarg);
        else if (which == 'd') asked.receipts = (unsigned)atoi(optarg);
        else if (which == 's') asked.shuffle = 1;
        else if (which == 'h') asked.hold = 1;
        else if (which == 'r') {
            int file = open(optarg, O_RDWR | O_CREAT | O_TRUNC, 0600);
            if (file < 0 || ftruncate(file, (off_t)ROWS * (off_t)sizeof *record)) fail(optarg);
            record = mmap(NULL, ROWS * sizeof *record, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
            if (record == MAP_FAILED) fail(optarg);
        } else exit(2);
    }
}

int main(int argc, char **argv) {
    struct sigaction signals = {.sa_handler = on_signal};
    int listening = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    read_words(argc, argv);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)asked.port)};
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listening, (struct sockaddr *)&here, sizeof here) || listen(listening, 64)) fail("listen");
    sigaction(SIGTERM, &signals, NULL);
    sigaction(SIGUSR1, &signals, NULL);
    last_id = (uint64_t)time(NULL) % 4000 * 1000000; /* a centre gives no id twice, whoever started it when */
    tokens = asked.tps * 0.1 + 1;
    refilled = seconds();
    puts("listening");
    fflush(stdout);
    while (!ending) {
        struct pollfd ready[SESSIONS + 1] = {{listening, POLLIN, 0}};
        for (int i = 0; i < SESSIONS; i++) {
            Session *session = sessions + i;
            int reads = session->length - session->gone < ENOUGH;
            ready[i + 1].fd = session->taken ? session->fd : -1;
            ready[i + 1].events = (short)((reads ? POLLIN : 0) | (session->length ? POLLOUT : 0));
        }
        if (poll(ready, SESSIONS + 1, 100) < 0 && errno != EINTR) fail("poll");
        for (int i = 0; i < SESSIONS; i++) {
            Session *session = sessions + i;
            if (!session->taken) continue;
            int alive = !(ready[i + 1].revents & (POLLIN | POLLHUP | POLLERR)) || hear(session);
            if (alive && session->last && (!asked.hold || released)) {
                uint64_t before = session->told;
                tell_receipts(session, brand, asked.receipts, asked.shuffle);
                total.receipts += session->told - before;
            }
            if (!alive || !speak(session)) end(session);
        }
        if (ready[0].revents & POLLIN) begin(listening);
    }
    printf("submitted=%llu accepted=%llu refused=%llu throttled=%llu receipts=%llu acknowledged=%llu\n", total.submitted,
           total.accepted, total.refused, total.throttled, total.receipts, total.acknowledged);
    return 0;
}
