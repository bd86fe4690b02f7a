/* Watches what a container executes and which of some files it opens, from outside of it: by fanotify on the file system that
 * the container's root is, whatever names and namespaces its processes use, and without a word from them.
 *
 *   drydock-watch [-v DESTINATION SOURCE]… MOUNT LOG [PATH…]
 *
 * MOUNT is where the nested engine mounts the container's root; it need not be mounted yet. PATHs lie below it. A volume lies
 * elsewhere: what the container has in DESTINATION is in the folder SOURCE. LOG gets lines of words that are separated by
 * tabs, times in nanoseconds since 1970:
 *
 *   marked TIME                  from here on nothing is missed
 *   exec TIME PID PATH EXE       PID executes PATH; EXE is what it was before
 *   open TIME PID PATH EXE       PID, a process of the program EXE, opened PATH
 *   read TIME PID PATH EXE       … and read from it; said once for each process and path
 *   full                         more than fits was seen; no more is written
 *
 * What is executed in a volume is not told.
 *
 * It ends when it is killed or after MOST_SECONDS. The program loader of an ELF file is executed too, in the kernel's words.
 * Meaning of the calls: fanotify(7). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <time.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20, MOST_SECONDS = 1800, MOST_READERS = 512, MOST_VOLUMES = 64, PATIENCE_MS = 60000 };

static struct {
    const char *destination, *source;
} volumes[MOST_VOLUMES];
static int volume_count;

static FILE *out;
static long written;

static void die(const char *what) {
    fprintf(stderr, "drydock-watch: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int64_t now(clockid_t clock) {
    struct timespec at;
    clock_gettime(clock, &at);
    return at.tv_sec * INT64_C(1000000000) + at.tv_nsec;
}

/* Whatever would end a word or a line is written as \ooo, as /proc/mounts does. */
static void word(const char *text) {
    written += putc('\t', out) != EOF;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if (*c <= ' ' || *c == '\\' || *c == 0x7f)
            written += fprintf(out, "\\%03o", *c);
        else
            written += putc(*c, out) != EOF;
}

static void target(const char *link, char *result) {
    ssize_t length = readlink(link, result, PATH_MAX - 1);
    result[length < 0 ? 0 : length] = 0;
}

/* Paths in mountinfo are escaped; those of an engine's data have nothing to escape. */
static int is_mounted(const char *mount) {
    static char line[PATH_MAX * 2], at[PATH_MAX];
    FILE *info = fopen("/proc/self/mountinfo", "r");
    int found = 0;
    if (!info) die("mountinfo");
    while (!found && fgets(line, sizeof line, info))
        found = sscanf(line, "%*s %*s %*s %*s %4095s", at) == 1 && !strcmp(at, mount);
    fclose(info);
    return found;
}

/* The kernel tells of each change to the table of mounts (proc(5), mountinfo). */
static void await_mount(const char *mount) {
    int table = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    int64_t end = now(CLOCK_MONOTONIC) + PATIENCE_MS * INT64_C(1000000);
    if (table < 0) die("mountinfo");
    while (!is_mounted(mount)) {
        struct pollfd changed = {.fd = table, .events = POLLPRI};
        int64_t left = (end - now(CLOCK_MONOTONIC)) / 1000000;
        if (left <= 0) {
            errno = ETIMEDOUT;
            die(mount);
        }
        /* Not for ever: between the look and the wait something may have changed. */
        poll(&changed, 1, left < 20 ? (int)left : 20);
    }
    close(table);
}

/* The rest of a path below a folder, from the slash on; none if it is not there. */
static const char *rest_below(const char *folder, const char *path) {
    size_t length = strlen(folder);
    return !strncmp(path, folder, length) && path[length] == '/' ? path + length : 0;
}

/* Where a path of the container lies: in the volume with the longest destination above it, or below its root. */
static void locate(const char *mount, const char *path, char *result) {
    size_t longest = 0;
    snprintf(result, PATH_MAX, "%s%s", mount, path);
    for (int i = 0; i < volume_count; i++) {
        const char *rest = rest_below(volumes[i].destination, path);
        if (rest && strlen(volumes[i].destination) > longest) {
            longest = strlen(volumes[i].destination);
            snprintf(result, PATH_MAX, "%s%s", volumes[i].source, rest);
        }
    }
}

/* The other way round: a file of a volume under the name that it has in the container. */
static void rename_as_inside(char *path) {
    static char inside[PATH_MAX];
    for (int i = 0; i < volume_count; i++) {
        const char *rest = rest_below(volumes[i].source, path);
        if (rest) {
            snprintf(inside, sizeof inside, "%s%s", volumes[i].destination, rest);
            strcpy(path, inside);
            return;
        }
    }
}

static int mark(const char *mount, int count, char **paths) {
    static char path[PATH_MAX];
    int group = fanotify_init(FAN_CLASS_NOTIF | FAN_CLOEXEC, O_RDONLY | O_LARGEFILE | O_CLOEXEC | O_NOATIME);
    if (group < 0) die("fanotify_init");
    if (fanotify_mark(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_OPEN_EXEC, AT_FDCWD, mount)) die(mount);
    for (int i = 0; i < count; i++) {
        locate(mount, paths[i], path);
        /* What was there when the layers were listed, and is replaced, is nobody's model any more. */
        if (fanotify_mark(group, FAN_MARK_ADD | FAN_MARK_DONT_FOLLOW, FAN_OPEN | FAN_ACCESS, AT_FDCWD, path) && errno != ENOENT)
            die(path);
    }
    return group;
}

/* Whether this process was told of with this file before. */
static int seen_reading(int pid, const char *path) {
    static struct {
        int pid;
        unsigned long path;
    } readers[MOST_READERS];
    static int count;
    unsigned long hash = 5381;
    for (; *path; path++) hash = hash * 33 + (unsigned char)*path;
    for (int i = 0; i < count; i++)
        if (readers[i].pid == pid && readers[i].path == hash) return 1;
    if (count < MOST_READERS) readers[count].pid = pid, readers[count++].path = hash;
    return 0;
}

static void tell(const char *what, int pid, const char *path) {
    char link[64], exe[PATH_MAX];
    snprintf(link, sizeof link, "/proc/%d/exe", pid);
    target(link, exe);
    written += fprintf(out, "%s\t%" PRId64 "\t%d", what, now(CLOCK_REALTIME), pid);
    word(path);
    word(exe);
    written += putc('\n', out) != EOF;
    if (written > MOST_BYTES) {
        fputs("full\n", out);
        exit(0);
    }
}

static void tell_all(const struct fanotify_event_metadata *event) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", event->fd);
    target(link, path);
    rename_as_inside(path);
    if (event->mask & FAN_OPEN_EXEC) tell("exec", event->pid, path);
    if (event->mask & FAN_OPEN) tell("open", event->pid, path);
    if (event->mask & FAN_ACCESS && !seen_reading(event->pid, path)) tell("read", event->pid, path);
}

int main(int count, char **arguments) {
    static char events[64 * 1024] __attribute__((aligned(8)));
    for (; count > 3 && !strcmp(arguments[1], "-v") && volume_count < MOST_VOLUMES; count -= 3, arguments += 3) {
        volumes[volume_count].destination = arguments[2];
        volumes[volume_count++].source = arguments[3];
    }
    if (count < 3) {
        fputs("usage: drydock-watch [-v DESTINATION SOURCE]... MOUNT LOG [PATH...]\n", stderr);
        return 2;
    }
    out = fopen(arguments[2], "we");
    if (!out) die(arguments[2]);
    setvbuf(out, 0, _IOLBF, 0);
    alarm(MOST_SECONDS);
    await_mount(arguments[1]);
    int group = mark(arguments[1], count - 3, arguments + 3);
    fprintf(out, "marked\t%" PRId64 "\n", now(CLOCK_REALTIME));
    for (;;) {
        ssize_t length = read(group, events, sizeof events);
        if (length < 0 && errno != EINTR) die("fanotify");
        struct fanotify_event_metadata *event = (void *)events;
        for (; length > 0 && FAN_EVENT_OK(event, length); event = FAN_EVENT_NEXT(event, length)) {
            if (event->mask & FAN_Q_OVERFLOW) {
                fputs("full\n", out);
                return 0;
            }
            tell_all(event);
            close(event->fd);
        }
    }
}
