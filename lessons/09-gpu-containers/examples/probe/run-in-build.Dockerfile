FROM nvidia/cuda:11.8.0-devel-ubuntu22.04
WORKDIR /src
COPY probe.cu .
RUN nvcc -cudart shared -o probe probe.cu
RUN ./probe
