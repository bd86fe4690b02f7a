// Says what CUDA finds, then adds two vectors on the GPU.
#include <cstdio>
#include <cuda_runtime.h>
#include <dlfcn.h>

__global__ void add(const float *a, const float *b, float *sum) { sum[threadIdx.x] = a[threadIdx.x] + b[threadIdx.x]; }

static bool failed(const char *step, cudaError_t error) {
  if (error != cudaSuccess) printf("%s: %s (%d)\n", step, cudaGetErrorString(error), (int)error);
  return error != cudaSuccess;
}

int main() {
  printf("compiled with CUDA %d.%d\n", CUDART_VERSION / 1000, CUDART_VERSION % 100 / 10);
  printf("driver: %s\n", dlopen("libcuda.so.1", RTLD_NOW) ? "libcuda.so.1 is here" : dlerror());
  int count = 0, highest = 0;
  if (failed("devices", cudaGetDeviceCount(&count))) return 1;
  cudaDriverGetVersion(&highest);
  printf("devices: %d, for programs up to CUDA %d.%d\n", count, highest / 1000, highest % 100 / 10);

  float *a, *b, *sum;
  if (failed("memory", cudaMallocManaged(&a, 256 * sizeof(float)))) return 1;
  if (failed("memory", cudaMallocManaged(&b, 256 * sizeof(float)))) return 1;
  if (failed("memory", cudaMallocManaged(&sum, 256 * sizeof(float)))) return 1;
  for (int i = 0; i < 256; i++) a[i] = i, b[i] = 2 * i;
  add<<<1, 256>>>(a, b, sum);
  if (failed("add", cudaGetLastError()) || failed("add", cudaDeviceSynchronize())) return 1;
  printf("100 + 200 = %.0f, computed on the GPU\n", sum[100]);
}
