ARG BASE=python:3.11-slim

FROM ${BASE} AS builder
ARG VERSION=1.4.0
ENV MODE=compile
LABEL step=builder
RUN echo "builder has [$VERSION] [$MODE]" > /builder.txt

FROM ${BASE}
COPY --from=builder /builder.txt /
RUN echo "final has [$VERSION] [$MODE]" > /final.txt
ARG VERSION
RUN echo "final, ARG again: [$VERSION]" > /again.txt
