// What a server costs that does nothing: two threads, epoll, one fixed answer for every head. `floor PORT ANSWER-FILE`.
// It reads no request but for its end, and trusts its peer: it is a measure, not a server.

#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { THREADS = 2, EVENTS = 256, LONGEST = 65536 };

static int port;
static char answer[LONGEST];
static size_t length;

static int listening(void) {
  int one = 1, descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) || listen(descriptor, 1024)) {
    perror("listen");
    exit(1);
  }
  return descriptor;
}

static void watch(int epoll, int descriptor) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
  epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

// Answers each head in what has come; the heads of this load come whole.
static void serve(int descriptor) {
  char input[LONGEST + 1];
  ssize_t count = read(descriptor, input, LONGEST);
  if (count <= 0) {
    close(descriptor);
    return;
  }
  input[count] = 0;
  for (char *end = input; (end = strstr(end, "\r\n\r\n")); end += 4)
    if (write(descriptor, answer, length) < 0) return;
}

static void *loop(void *nothing) {
  int one = 1, listener = listening(), epoll = epoll_create1(0);
  struct epoll_event events[EVENTS];
  watch(epoll, listener);
  for (;;) {
    int count = epoll_wait(epoll, events, EVENTS, -1);
    for (int index = 0; index < count; index++) {
      int descriptor = events[index].data.fd;
      if (descriptor != listener) {
        serve(descriptor);
        continue;
      }
      int peer = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
      if (peer < 0) continue;
      setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      watch(epoll, peer);
    }
  }
  return nothing;
}

int main(int count, char **arguments) {
  FILE *file = count == 3 ? fopen(arguments[2], "rb") : NULL;
  if (!file) {
    fprintf(stderr, "usage: floor PORT ANSWER-FILE\n");
    return 2;
  }
  port = atoi(arguments[1]);
  length = fread(answer, 1, sizeof answer, file);
  pthread_t threads[THREADS];
  for (int index = 0; index < THREADS; index++) pthread_create(&threads[index], NULL, loop, NULL);
  pthread_join(threads[0], NULL);
}
