FROM python:3.11 AS builder
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY fastscore/ /build/fastscore/
RUN FASTSCORE_OPENMP=1 pip install --no-cache-dir /build/fastscore
RUN python -c "import fastscore"

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
COPY --from=builder /opt/venv /opt/venv
RUN python -c "import fastscore"
