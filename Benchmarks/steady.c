/* Preloaded by instructions.py, so that the same program does the same work each time it is counted.

   The day: the clock on the wall begins at BENCH_DAY (seconds since 1970) and goes on from there, so a demo
   department that plays the month before this minute plays the same month.
   The chores: while the file BENCH_ASLEEP is there, every timer rings an hour later than it was set for, so what
   the house does by the clock (looking for chores, letters, webhooks) is not mixed into the requests.
   And sigsuspend goes straight to the kernel, by which valgrind 3.19 survives libdispatch's waiting main thread. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static long ahead; /* seconds that the given day lies ahead of the real one */
static const char *asleep;

__attribute__((constructor)) static void begin(void) {
    const char *day = getenv("BENCH_DAY");
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    ahead = day ? atol(day) - now.tv_sec : 0;
    asleep = getenv("BENCH_ASLEEP");
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int answer = syscall(SYS_clock_gettime, clock, now);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) now->tv_sec += ahead;
    return answer;
}

int gettimeofday(struct timeval *now, void *zone) {
    int answer = syscall(SYS_gettimeofday, now, zone);
    now->tv_sec += ahead;
    return answer;
}

time_t time(time_t *kept) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (kept) *kept = now.tv_sec;
    return now.tv_sec;
}

int timerfd_settime(int timer, int flags, const struct itimerspec *wanted, struct itimerspec *was) {
    struct itimerspec later = *wanted;
    int isSet = later.it_value.tv_sec || later.it_value.tv_nsec;
    if (isSet && asleep && access(asleep, F_OK) == 0) later.it_value.tv_sec += 3600;
    return syscall(SYS_timerfd_settime, timer, flags, &later, was);
}

int sigsuspend(const sigset_t *wanted) {
    sigset_t own = *wanted;
    return syscall(SYS_rt_sigsuspend, &own, 8);
}
