FROM nvidia/cuda:11.8.0-devel-ubuntu22.04 AS build
WORKDIR /src
COPY probe.cu .
RUN nvcc -cudart static -o probe probe.cu

FROM python:3.11-slim
COPY --from=build /src/probe /usr/local/bin/
CMD ["probe"]
