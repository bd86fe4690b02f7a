/* What both programs need of the kernel. They are linked with no C library, so that they run in any image: with glibc,
 * with musl, or with none. */
#pragma once

#define MOST_GPUS 8
#define GPU_NAME "Drydock simulated GPU"

enum { READ_ONLY = 0, WRITE_ONLY = 1, CREATE = 0100, APPEND = 02000, HERE = -100 };

static long call(long number, long a, long b, long c, long d) {
#if defined(__x86_64__)
    long result;
    register long fourth __asm__("r10") = d;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(fourth)
                     : "rcx", "r11", "memory");
    return result;
#elif defined(__aarch64__)
    register long name __asm__("x8") = number;
    register long first __asm__("x0") = a;
    register long second __asm__("x1") = b;
    register long third __asm__("x2") = c;
    register long fourth __asm__("x3") = d;
    __asm__ volatile("svc 0" : "+r"(first) : "r"(name), "r"(second), "r"(third), "r"(fourth) : "memory");
    return first;
#else
#error "The simulated GPU has no system calls for this processor."
#endif
}

#if defined(__x86_64__)
enum { OPENAT = 257, CLOSE = 3, WRITE = 1, EXIT = 231 };
#else
enum { OPENAT = 56, CLOSE = 57, WRITE = 64, EXIT = 94 };
#endif

static int open_file(const char *path, int flags) { return (int)call(OPENAT, HERE, (long)path, flags, 0666); }

static void close_file(int file) { call(CLOSE, file, 0, 0, 0); }

static int length(const char *text) {
    int n = 0;
    while (text[n]) n++;
    return n;
}

static void write_text(int file, const char *text) { call(WRITE, file, (long)text, length(text), 0); }

/* The devices that the container was given: those whose nodes open, as the kernel lets only those. */
static int granted(int gpus[MOST_GPUS]) {
    char node[] = "/dev/nvidia0";
    int count = 0;
    for (int number = 0; number < MOST_GPUS; number++) {
        node[sizeof node - 2] = (char)('0' + number);
        int file = open_file(node, READ_ONLY);
        if (file < 0) continue;
        close_file(file);
        gpus[count++] = number;
    }
    return count;
}

/* Nobody's: made for this purpose, with the device's number in the last digit. */
static void uuid_of(int gpu, unsigned char bytes[16]) {
    static const unsigned char pattern[16] = {0xd0, 0xcc, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 0};
    for (int i = 0; i < 16; i++) bytes[i] = pattern[i];
    bytes[15] = (unsigned char)gpu;
}
