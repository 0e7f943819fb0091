/*
 * A disk whose syncs take a given time, for LD_PRELOAD, on Linux.
 *
 * SLOW_DISK_MICROS  how long a sync takes at least: the real one is done first, and what is left of that time is slept.
 *                   0 or absent changes nothing. Syncs of several threads overlap, as they do on a cloud disk.
 * SLOW_DISK_COUNTS  a file that is shared by all processes that have it in their environment: 64-bit counters in native
 *                   order of fsync, fdatasync, sync_file_range that waits, msync that waits, writes to a file opened with
 *                   O_SYNC or O_DSYNC, and sync or syncfs. It must exist and be at least 64 bytes long.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { FSYNC, FDATASYNC, SYNC_FILE_RANGE, MSYNC, SYNC_WRITE, SYNC, KINDS = 8 };

#define FILES 65536

static _Atomic uint64_t unshared[KINDS];
static _Atomic uint64_t *counts = unshared;
static long micros;
static _Atomic unsigned char writes_sync[FILES];

static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_sync_file_range)(int, off64_t, off64_t, unsigned int);
static int (*real_msync)(void *, size_t, int);
static void (*real_sync)(void);
static int (*real_syncfs)(int);
static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off64_t);

static void find(void) {
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_sync_file_range = dlsym(RTLD_NEXT, "sync_file_range");
  real_msync = dlsym(RTLD_NEXT, "msync");
  real_sync = dlsym(RTLD_NEXT, "sync");
  real_syncfs = dlsym(RTLD_NEXT, "syncfs");
  real_open = dlsym(RTLD_NEXT, "open64");
  real_openat = dlsym(RTLD_NEXT, "openat64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_pwritev = dlsym(RTLD_NEXT, "pwritev64");
}

/* Another library's constructor may call before ours ran; nothing is counted or delayed by then. */
#define REAL(name) (real_##name ? real_##name : (find(), real_##name))

__attribute__((constructor)) static void begin(void) {
  find();
  const char *path = getenv("SLOW_DISK_COUNTS");
  if (path) {
    int file = real_open(path, O_RDWR | O_CLOEXEC);
    if (file >= 0) {
      void *shared = mmap(NULL, KINDS * sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
      if (shared != MAP_FAILED) {
        counts = shared;
      }
      real_close(file);
    }
  }
  const char *text = getenv("SLOW_DISK_MICROS");
  micros = text ? atol(text) : 0;
}

static struct timespec started(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now;
}

static void finish(int kind, struct timespec at) {
  static __thread int precise;
  atomic_fetch_add_explicit(&counts[kind], 1, memory_order_relaxed);
  if (micros > 0) {
    if (!precise) {
      prctl(PR_SET_TIMERSLACK, 1000UL);
      precise = 1;
    }
    at.tv_nsec += micros % 1000000 * 1000;
    at.tv_sec += micros / 1000000 + at.tv_nsec / 1000000000;
    at.tv_nsec %= 1000000000;
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) != 0) {
    }
  }
}

int fsync(int file) {
  struct timespec at = started();
  int result = REAL(fsync)(file);
  finish(FSYNC, at);
  return result;
}

int fdatasync(int file) {
  struct timespec at = started();
  int result = REAL(fdatasync)(file);
  finish(FDATASYNC, at);
  return result;
}

/* Without SYNC_FILE_RANGE_WAIT_AFTER it only starts the writing, and is no sync. */
int sync_file_range(int file, off64_t from, off64_t length, unsigned int flags) {
  struct timespec at = started();
  int result = REAL(sync_file_range)(file, from, length, flags);
  if (flags & SYNC_FILE_RANGE_WAIT_AFTER) {
    finish(SYNC_FILE_RANGE, at);
  }
  return result;
}

int msync(void *start, size_t length, int flags) {
  struct timespec at = started();
  int result = REAL(msync)(start, length, flags);
  if (flags & MS_SYNC) {
    finish(MSYNC, at);
  }
  return result;
}

void sync(void) {
  struct timespec at = started();
  REAL(sync)();
  finish(SYNC, at);
}

int syncfs(int file) {
  struct timespec at = started();
  int result = REAL(syncfs)(file);
  finish(SYNC, at);
  return result;
}

static int opened(int file, int flags) {
  if (file >= 0 && file < FILES) {
    atomic_store_explicit(&writes_sync[file], (flags & (O_SYNC | O_DSYNC)) != 0, memory_order_relaxed);
  }
  return file;
}

#define MODE(flags)                           \
  mode_t mode = 0;                            \
  if (flags & (O_CREAT | __O_TMPFILE)) {      \
    va_list rest;                             \
    va_start(rest, flags);                    \
    mode = va_arg(rest, mode_t);              \
    va_end(rest);                             \
  }

int open(const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(open)(path, flags, mode), flags);
}

int open64(const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(open)(path, flags, mode), flags);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(openat)(folder, path, flags, mode), flags);
}

int openat64(int folder, const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(openat)(folder, path, flags, mode), flags);
}

int close(int file) {
  if (file >= 0 && file < FILES) {
    atomic_store_explicit(&writes_sync[file], 0, memory_order_relaxed);
  }
  return REAL(close)(file);
}

#define WRITING(name, arguments)                                                            \
  if (file < 0 || file >= FILES || !atomic_load_explicit(&writes_sync[file], memory_order_relaxed)) { \
    return REAL(name) arguments;                                                            \
  }                                                                                         \
  struct timespec at = started();                                                           \
  ssize_t result = REAL(name) arguments;                                                    \
  finish(SYNC_WRITE, at);                                                                   \
  return result;

ssize_t write(int file, const void *bytes, size_t length) {
  WRITING(write, (file, bytes, length))
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at_byte) {
  WRITING(pwrite, (file, bytes, length, at_byte))
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at_byte) {
  WRITING(pwrite, (file, bytes, length, at_byte))
}

ssize_t writev(int file, const struct iovec *pieces, int count) {
  WRITING(writev, (file, pieces, count))
}

ssize_t pwritev(int file, const struct iovec *pieces, int count, off_t at_byte) {
  WRITING(pwritev, (file, pieces, count, at_byte))
}

ssize_t pwritev64(int file, const struct iovec *pieces, int count, off64_t at_byte) {
  WRITING(pwritev, (file, pieces, count, at_byte))
}
