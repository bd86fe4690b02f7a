/* The simulated GPU's driver, as a container sees it: libcuda.so.1. It answers what programs ask to find out which GPUs they
 * have, and notes that it was asked. It computes nothing: whoever wants to is told CUDA_ERROR_NOT_SUPPORTED, and so is
 * CUDA's own runtime library, which begins with an interface that NVIDIA does not document.
 * Function names, types and error codes: docs.nvidia.com/cuda/cuda-driver-api. */
#include "system.h"

#define API __attribute__((visibility("default")))
#define CALLS "/run/drydock-gpu/calls"

typedef int CUresult;
typedef int CUdevice;
enum {
    SUCCESS = 0,
    INVALID_VALUE = 1,
    NOT_INITIALIZED = 3,
    NO_DEVICE = 100,
    INVALID_DEVICE = 101,
    NOT_FOUND = 500,
    NOT_SUPPORTED = 801
};
/* Driver 525, which came with CUDA 12.0. */
enum { DRIVER_VERSION = 12000, MAJOR_ATTRIBUTE = 75, COMPUTE_MAJOR = 8, MEMORY_BYTES = 1 << 30 };

/* The C library's, where the program has one. */
extern char **environ __attribute__((weak));

static int initialised, count, visible[MOST_GPUS];

/* Once in a process is enough. */
#define NOTE(text) \
    do { \
        static int noted; \
        if (!noted) note(text "\n"); \
        noted = 1; \
    } while (0)

static void note(const char *what) {
    int file = open_file(CALLS, WRITE_ONLY | CREATE | APPEND);
    if (file < 0) return;
    write_text(file, what);
    close_file(file);
}

static int starts_with(const char *text, const char *prefix) {
    while (*prefix)
        if (*text++ != *prefix++) return 0;
    return 1;
}

static const char *variable(const char *name) {
    for (char **each = &environ ? environ : 0; each && *each; each++)
        if (starts_with(*each, name) && (*each)[length(name)] == '=') return *each + length(name) + 1;
    return 0;
}

/* CUDA_VISIBLE_DEVICES lists numbers; what follows the first that is none of a device is ignored. */
static int chosen(const char *list, const int gpus[], int all, int result[]) {
    int found = 0;
    while (*list >= '0' && *list <= '9' && found < all) {
        int number = 0;
        while (*list >= '0' && *list <= '9' && number < MOST_GPUS) number = number * 10 + *list++ - '0';
        if (number >= all || (*list && *list != ',')) break;
        result[found++] = gpus[number];
        if (*list == ',') list++;
    }
    return found;
}

API CUresult cuInit(unsigned flags) {
    int gpus[MOST_GPUS], all = granted(gpus);
    const char *list = variable("CUDA_VISIBLE_DEVICES");
    if (flags) return INVALID_VALUE;
    for (int i = 0; i < all; i++) visible[i] = gpus[i];
    count = list ? chosen(list, gpus, all, visible) : all;
    initialised = 1;
    if (count)
        NOTE("cuInit");
    else
        NOTE("cuInit found no device");
    return count ? SUCCESS : NO_DEVICE;
}

API CUresult cuDriverGetVersion(int *version) {
    *version = DRIVER_VERSION;
    return SUCCESS;
}

API CUresult cuDeviceGetCount(int *result) {
    if (!initialised) return NOT_INITIALIZED;
    *result = count;
    NOTE("cuDeviceGetCount");
    return SUCCESS;
}

static CUresult check(CUdevice device) {
    if (!initialised) return NOT_INITIALIZED;
    return device < 0 || device >= count ? INVALID_DEVICE : SUCCESS;
}

API CUresult cuDeviceGet(CUdevice *device, int ordinal) {
    CUresult status = check(ordinal);
    if (!status) *device = ordinal;
    return status;
}

API CUresult cuDeviceGetName(char *text, int size, CUdevice device) {
    CUresult status = check(device);
    for (int i = 0; !status && i < size; i++) text[i] = i < (int)sizeof GPU_NAME - 1 && i < size - 1 ? GPU_NAME[i] : 0;
    return status;
}

API CUresult cuDeviceGetUuid(void *uuid, CUdevice device) {
    CUresult status = check(device);
    if (!status) uuid_of(visible[device], uuid);
    return status;
}

API CUresult cuDeviceGetUuid_v2(void *uuid, CUdevice device) { return cuDeviceGetUuid(uuid, device); }

API CUresult cuDeviceTotalMem_v2(unsigned long *bytes, CUdevice device) {
    CUresult status = check(device);
    if (!status) *bytes = MEMORY_BYTES;
    return status;
}

API CUresult cuDeviceTotalMem(unsigned *bytes, CUdevice device) {
    CUresult status = check(device);
    if (!status) *bytes = MEMORY_BYTES;
    return status;
}

API CUresult cuDeviceComputeCapability(int *major, int *minor, CUdevice device) {
    CUresult status = check(device);
    if (!status) *major = COMPUTE_MAJOR, *minor = 0;
    return status;
}

API CUresult cuDeviceGetAttribute(int *value, int attribute, CUdevice device) {
    CUresult status = check(device);
    if (!status) *value = attribute == MAJOR_ATTRIBUTE ? COMPUTE_MAJOR : 0;
    return status;
}

API CUresult cuGetErrorName(CUresult error, const char **name) {
    switch (error) {
        case SUCCESS: *name = "CUDA_SUCCESS"; return SUCCESS;
        case NOT_INITIALIZED: *name = "CUDA_ERROR_NOT_INITIALIZED"; return SUCCESS;
        case NO_DEVICE: *name = "CUDA_ERROR_NO_DEVICE"; return SUCCESS;
        case INVALID_DEVICE: *name = "CUDA_ERROR_INVALID_DEVICE"; return SUCCESS;
        case NOT_SUPPORTED: *name = "CUDA_ERROR_NOT_SUPPORTED"; return SUCCESS;
        default: *name = 0; return INVALID_VALUE;
    }
}

API CUresult cuGetErrorString(CUresult error, const char **text) { return cuGetErrorName(error, text); }

/* Everything that would compute. */
#define ABSENT(function) \
    API CUresult function(void) { \
        NOTE(#function); \
        return NOT_SUPPORTED; \
    }
ABSENT(cuCtxCreate)
ABSENT(cuCtxCreate_v2)
ABSENT(cuDevicePrimaryCtxRetain)
ABSENT(cuMemAlloc_v2)
ABSENT(cuMemGetInfo_v2)
ABSENT(cuModuleLoadData)
ABSENT(cuGetExportTable)

/* How CUDA's runtime finds the driver's functions since 11.3. */
API CUresult cuGetProcAddress(const char *symbol, void **function, int version, unsigned long flags) {
    (void)version;
    (void)flags;
    static const struct {
        const char *name;
        void *function;
    } known[] = {
        {"cuInit", cuInit},
        {"cuDriverGetVersion", cuDriverGetVersion},
        {"cuDeviceGetCount", cuDeviceGetCount},
        {"cuDeviceGet", cuDeviceGet},
        {"cuDeviceGetName", cuDeviceGetName},
        {"cuDeviceGetUuid", cuDeviceGetUuid},
        {"cuDeviceTotalMem", cuDeviceTotalMem_v2},
        {"cuDeviceGetAttribute", cuDeviceGetAttribute},
        {"cuGetErrorName", cuGetErrorName},
        {"cuGetErrorString", cuGetErrorString},
        {"cuGetExportTable", cuGetExportTable},
        {"cuGetProcAddress", cuGetProcAddress},
        {"cuDevicePrimaryCtxRetain", cuDevicePrimaryCtxRetain},
    };
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
        if (length(symbol) == length(known[i].name) && starts_with(symbol, known[i].name)) {
            *function = known[i].function;
            return SUCCESS;
        }
    *function = 0;
    return NOT_FOUND;
}
