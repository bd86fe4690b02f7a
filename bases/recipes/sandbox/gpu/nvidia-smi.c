/* The simulated GPU's nvidia-smi: lists the devices that the container was given, as `nvidia-smi -L` does, whatever it is
 * asked. Without any it says so and ends with 6, as the real one does. */
#include "system.h"

static void write_uuid(int gpu) {
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[16];
    char text[37];
    int at = 0;
    uuid_of(gpu, bytes);
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text[at++] = '-';
        text[at++] = digits[bytes[i] >> 4];
        text[at++] = digits[bytes[i] & 15];
    }
    text[at] = 0;
    write_text(1, text);
}

void _start(void) {
    int gpus[MOST_GPUS], count = granted(gpus);
    for (int i = 0; i < count; i++) {
        char number[] = {(char)('0' + i), 0};
        write_text(1, "GPU ");
        write_text(1, number);
        write_text(1, ": " GPU_NAME " (UUID: GPU-");
        write_uuid(gpus[i]);
        write_text(1, ")\n");
    }
    if (!count) write_text(1, "No devices were found\n");
    call(EXIT, count ? 0 : 6, 0, 0, 0);
    __builtin_unreachable();
}
