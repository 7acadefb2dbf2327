// What Swift's Glibc module leaves out of the Linux system interface.
#pragma once
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
