/* Stands between the program and the C library, for the fault tests only (LD_PRELOAD).
 *
 *   - records what is written to the database's files and when it is synced, in the order in which it happens;
 *   - lets the disk refuse (full, read-only, broken) while the program runs;
 *   - moves the clock of the day, and with it all waiting that is measured by it; the monotonic clock stays.
 *
 * A page of shared memory is the switchboard: the test kit turns, the program feels it at once. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct switchboard {
    volatile int64_t clock;     /* nanoseconds added to the time of day */
    volatile int64_t disk;      /* 0 well, 1 full, 2 read-only, 3 writes fail, 4 syncs fail */
    volatile int64_t position;  /* bytes recorded so far */
};

struct record {
    char what;      /* W write, T truncate, B sync begins, E sync has ended, N file is new */
    char file;      /* d database, w its log, f the folder */
    char unused[2];
    uint32_t length;
    uint64_t offset;
    uint64_t thread;
};

static struct switchboard nothing, *board = &nothing;
static int recorder = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char kinds[65536];
static const char *folder;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS_BOARD"), *log = getenv("FAULTS_RECORD");
    folder = getenv("FAULTS_FOLDER");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR) : -1;
    if (fd >= 0) {
        void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (page != MAP_FAILED) board = page;
        syscall(SYS_close, fd);
    }
    if (log) recorder = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* ---- files ---- */

static char kind_of(const char *path) {
    size_t n = strlen(path);
    if (n > 7 && !strcmp(path + n - 7, ".sqlite")) return 'd';
    if (n > 11 && !strcmp(path + n - 11, ".sqlite-wal")) return 'w';
    if (folder && !strcmp(path, folder)) return 'f';
    return 0;
}

static char kind(int fd) { return fd >= 0 && fd < (int)sizeof kinds ? kinds[fd] : 0; }

static void note(char what, char file, uint64_t offset, const void *bytes, size_t length) {
    if (recorder < 0) return;
    struct record head = {what, file, {0}, (uint32_t)length, offset, (uint64_t)syscall(SYS_gettid)};
    pthread_mutex_lock(&lock);
    syscall(SYS_write, recorder, &head, sizeof head);
    if (bytes && length) syscall(SYS_write, recorder, bytes, length);
    board->position += sizeof head + (bytes ? length : 0);
    pthread_mutex_unlock(&lock);
}

static int refused(char file) {
    if (file != 'd' && file != 'w') return 0;
    switch (board->disk) {
    case 1: errno = ENOSPC; return 1;
    case 2: errno = EROFS; return 1;
    case 3: errno = EIO; return 1;
    default: return 0;
    }
}

static int opened(const char *path, int flags, int fd, int was_there) {
    if (fd < 0 || fd >= (int)sizeof kinds) return fd;
    kinds[fd] = kind_of(path);
    if (kinds[fd] && (flags & O_CREAT) && !was_there) note('N', kinds[fd], 0, NULL, 0);
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, #name, const char *, int, ...); \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        char file = kind_of(path); \
        if (file && (flags & O_ACCMODE) != O_RDONLY && board->disk == 2) { errno = EROFS; return -1; } \
        int was_there = file ? access(path, F_OK) == 0 : 1; \
        return opened(path, flags, real(path, flags, mode), was_there); \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < (int)sizeof kinds) kinds[fd] = 0;
    return real(fd);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int fd, const void *bytes, size_t length, offset_type offset) { \
        REAL(ssize_t, #name, int, const void *, size_t, offset_type); \
        char file = kind(fd); \
        if (file && refused(file)) return -1; \
        if (file) note('W', file, (uint64_t)offset, bytes, length); \
        return real(fd, bytes, length, offset); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset_type) \
    int name(int fd, offset_type length) { \
        REAL(int, #name, int, offset_type); \
        char file = kind(fd); \
        if (file && refused(file)) return -1; \
        if (file) note('T', file, (uint64_t)length, NULL, 0); \
        return real(fd, length); \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
    int name(int fd) { \
        REAL(int, #name, int); \
        char file = kind(fd); \
        if (file && (refused(file) || (board->disk == 4 && (errno = EIO)))) return -1; \
        if (file) note('B', file, 0, NULL, 0); \
        int result = real(fd); \
        if (file && result == 0) note('E', file, 0, NULL, 0); \
        return result; \
    }
SYNC(fsync)
SYNC(fdatasync)

/* ---- the time of day ---- */

static void move(struct timespec *time, int64_t by) {
    int64_t whole = (int64_t)time->tv_sec * 1000000000 + time->tv_nsec + by;
    time->tv_sec = whole / 1000000000;
    time->tv_nsec = whole % 1000000000;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    REAL(int, "clock_gettime", clockid_t, struct timespec *);
    int result = real(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) move(time, board->clock);
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    (void)zone;
    return 0;
}

time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}

/* Who waits until an instant of the day waits by the kernel's clock, which we have not moved. Instants of the monotonic
 * clock count from the start of the machine and are small. */
static const struct timespec *kernels(const struct timespec *until, struct timespec *copy) {
    if (!until || until->tv_sec < 1000000000) return until;
    *copy = *until;
    move(copy, -board->clock);
    return copy;
}

int sem_timedwait(sem_t *semaphore, const struct timespec *until) {
    REAL(int, "sem_timedwait", sem_t *, const struct timespec *);
    struct timespec copy;
    return real(semaphore, kernels(until, &copy));
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until) {
    REAL(int, "pthread_cond_timedwait", pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    struct timespec copy;
    return real(condition, mutex, kernels(until, &copy));
}
