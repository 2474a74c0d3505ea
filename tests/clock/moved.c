/* Moves the clock of every program that is started with it, and of those that these start:
 *
 *     CLOCK_MOVED_BY=86400 LD_PRELOAD=.../moved.so COMMAND
 *
 * The time of day is CLOCK_MOVED_BY seconds ahead. Whoever waits until a time of day waits as
 * long as without it. The clocks that only measure how long something takes are left alone. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* No machine is up for so long, so what is beyond is a time of day. */
#define LONGEST_UPTIME 500000000

static time_t moved_by;

__attribute__((constructor)) static void read_environment(void)
{
    const char *seconds = getenv("CLOCK_MOVED_BY");
    moved_by = seconds ? atoll(seconds) : 0;
}

static struct timespec in_truth(const struct timespec *moment)
{
    struct timespec truth = *moment;
    if (truth.tv_sec > LONGEST_UPTIME)
        truth.tv_sec -= moved_by;
    return truth;
}

/* Asking the time. The kernel is asked, since the C library would be this again. */

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int failed = syscall(SYS_clock_gettime, clock, now);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += moved_by;
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec precise;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &precise))
        return -1;
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now)
{
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME_COARSE, &precise);
    if (now)
        *now = precise.tv_sec;
    return precise.tv_sec;
}

int timespec_get(struct timespec *now, int base)
{
    return base == TIME_UTC && !clock_gettime(CLOCK_REALTIME, now) ? base : 0;
}

/* Waiting until a moment. */

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *wanted, struct timespec *left)
{
    if (!(flags & TIMER_ABSTIME))
        return REAL(clock_nanosleep)(clock, flags, wanted, left);
    struct timespec until = in_truth(wanted);
    return REAL(clock_nanosleep)(clock, flags, &until, left);
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict moment)
{
    struct timespec until = in_truth(moment);
    return REAL(sem_timedwait)(semaphore, &until);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict moment)
{
    struct timespec until = in_truth(moment);
    return REAL(pthread_mutex_timedlock)(mutex, &until);
}

int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict moment)
{
    struct timespec until = in_truth(moment);
    return REAL(pthread_cond_timedwait)(condition, mutex, &until);
}

#ifdef __GLIBC__ /* other C libraries lack these */

int sem_clockwait(sem_t *restrict semaphore, clockid_t clock, const struct timespec *restrict moment)
{
    struct timespec until = in_truth(moment);
    return REAL(sem_clockwait)(semaphore, clock, &until);
}

int pthread_cond_clockwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           clockid_t clock, const struct timespec *restrict moment)
{
    struct timespec until = in_truth(moment);
    return REAL(pthread_cond_clockwait)(condition, mutex, clock, &until);
}

#endif
