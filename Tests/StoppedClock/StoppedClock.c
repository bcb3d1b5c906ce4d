// Loaded before the C library, this answers what the time is by TONUS_TEST_CLOCK, in Unix seconds.
// Without that variable, and for every clock but the one on the wall, nothing changes.
#define _GNU_SOURCE
#include "StoppedClock.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>

static long long stopped_at(void) {
    const char *text = getenv("TONUS_TEST_CLOCK");
    return text ? atoll(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    long long second = stopped_at();
    if (!second || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) {
        return real(clock, now);
    }
    now->tv_sec = second;
    now->tv_nsec = 0;
    return 0;
}

time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *out, void *zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    out->tv_sec = now.tv_sec;
    out->tv_usec = now.tv_nsec / 1000;
    return 0;
}
