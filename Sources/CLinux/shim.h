// What Swift's Glibc module leaves out of the Linux system interface.
#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
