/* One session of the message centre: what it has read, what it is to say, and the receipts that wait. */
#define DIGITS 10
#define ENOUGH (4u << 20) /* octets to be said, above which nothing more is read */
#define DELIVER_SM 5u

typedef struct { uint64_t to, id; } Waiting;
typedef struct {
    int fd;
    uint8_t *taken, *said;
    size_t have, length, gone, room;
    Waiting *waiting;
    size_t first, last, places, shuffled;
    uint32_t open, sequence;
    uint64_t told;
} Session;

static uint64_t chance = 88172645463325252u;

static void write_digits(uint8_t *at, uint64_t value, int count) {
    for (; count > 0; value /= 10) at[--count] = (uint8_t)('0' + value % 10);
}

static uint8_t *room_for(Session *session, size_t octets) {
    while (session->length + octets > session->room) {
        session->room = session->room ? 2 * session->room : TAKEN;
        if (!(session->said = realloc(session->said, session->room))) fail("realloc");
    }
    return session->said + session->length;
}

static void wait_for_receipt(Session *session, uint64_t to, uint64_t id) {
    if (session->last == session->places) {
        session->places = session->places ? 2 * session->places : 1 << 16;
        session->waiting = realloc(session->waiting, session->places * sizeof *session->waiting);
        if (!session->waiting) fail("realloc");
    }
    session->waiting[session->last++] = (Waiting){to, id};
}

static void tell_receipt(Session *session, const char *brand, Waiting of) {
    static const char words[] = "id:0000000000 sub:001 dlvrd:001 submit date:2610280905 done date:2610280906 stat:DELIVRD "
                                "err:000 text:";
    uint8_t *start = room_for(session, 256), *at = start + HEADER;
    memcpy(at, "\0\1\1", 3);
    write_digits(at += 3, of.to, 11);
    memcpy(at += 11, "\0\5\0", 3);
    at = (uint8_t *)stpcpy((char *)at + 3, brand) + 1;
    memcpy(at, "\4\0\0\0\0\0\0\0\0", 9);
    at += 9;
    *at++ = sizeof words - 1;
    memcpy(at, words, sizeof words - 1);
    write_digits(at + 3, of.id, DIGITS);
    at += sizeof words - 1;
    memcpy(at, "\0\x1e\0\x0b", 4);
    write_digits(at += 4, of.id, DIGITS);
    memcpy(at += DIGITS, "\0\4\x27\0\1\2", 6);
    at += 6;
    write_number(start, (uint32_t)(at - start));
    write_number(start + 4, DELIVER_SM);
    write_number(start + 8, 0);
    write_number(start + 12, session->sequence = session->sequence % 0x7fffffff + 1);
    session->length += (size_t)(at - start);
    session->open++;
    session->told++;
}

/* Puts the next `most` that wait into no order. */
static void shuffle_some(Session *session, uint32_t most) {
    Waiting *first = session->waiting + session->first;
    size_t count = session->last - session->first;
    if (count > most) count = most;
    session->shuffled = session->first + count;
    for (; count > 1; count--) {
        chance ^= chance << 13, chance ^= chance >> 7, chance ^= chance << 17;
        Waiting *drawn = first + chance % count, last = first[count - 1];
        first[count - 1] = *drawn;
        *drawn = last;
    }
}

/* Gives receipts while fewer than `most` are unacknowledged. */
static void tell_receipts(Session *session, const char *brand, uint32_t most, int shuffle) {
    while (session->first < session->last && session->open < most && session->length < ENOUGH) {
        if (shuffle && session->first >= session->shuffled) shuffle_some(session, most);
        tell_receipt(session, brand, session->waiting[session->first++]);
    }
}
