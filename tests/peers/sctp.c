/*
 * For kernels without SCTP: a program that is started with this before it (LD_PRELOAD) speaks TCP in its place.
 *
 *   cc -O2 -shared -fPIC -o sctp.so sctp.c
 *
 * Enough for osmo-msc to start; its signalling links find nobody, and its SMPP is over TCP anyway.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>

int socket(int domain, int type, int protocol) {
    int (*real)(int, int, int) = (int (*)(int, int, int))dlsym(RTLD_NEXT, "socket");
    if (protocol != IPPROTO_SCTP) return real(domain, type, protocol);
    return real(domain, SOCK_STREAM | (type & (SOCK_NONBLOCK | SOCK_CLOEXEC)), IPPROTO_TCP);
}

int setsockopt(int fd, int level, int name, const void *value, socklen_t size) {
    int (*real)(int, int, int, const void *, socklen_t) =
        (int (*)(int, int, int, const void *, socklen_t))dlsym(RTLD_NEXT, "setsockopt");
    return level == IPPROTO_SCTP ? 0 : real(fd, level, name, value, size);
}
