/* Lets every wait for the disk last so many milliseconds longer. Loaded before a program, by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>

static int later(int done) {
  const char *given = getenv("DISK_MS");
  long us = given ? (long)(atof(given) * 1000) : 0;
  struct timespec left = {us / 1000000, us % 1000000 * 1000};
  int before = errno;
  while (nanosleep(&left, &left) && errno == EINTR) {
  }
  errno = before;
  return done;
}

int fsync(int file) { return later(((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file)); }
int fdatasync(int file) { return later(((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file)); }
