// What Swift's Glibc module leaves out of the Linux system interface.
#pragma once
#include <linux/filter.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// Declared by the C library for GNU sources only, as which Swift does not import it.
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
int pipe2(int descriptors[2], int flags);

// The members of epoll_event's union, whose layout differs between processors.
static inline struct epoll_event epoll_event_with(uint32_t events, uint64_t token) {
  struct epoll_event event;
  event.events = events;
  event.data.u64 = token;
  return event;
}

static inline uint64_t epoll_event_token(const struct epoll_event *event) {
  return event->data.u64;
}

// Lets every connection to a shared port come to the socket of this number.
static inline int clinux_send_connections_to(int descriptor, uint32_t number) {
  struct sock_filter answer = BPF_STMT(BPF_RET | BPF_K, number);
  struct sock_fprog program = {.len = 1, .filter = &answer};
  return setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &program, sizeof program);
}
