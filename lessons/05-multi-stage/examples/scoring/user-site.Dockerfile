FROM python:3.11 AS builder
WORKDIR /build
COPY fastscore/ fastscore/
RUN pip install --no-cache-dir --user ./fastscore

FROM python:3.11-slim
RUN useradd --create-home --uid 1000 app
COPY --from=builder /root/.local /root/.local
RUN python -c "import fastscore; print('root finds', fastscore.__file__)"
USER app
RUN python -c "import fastscore"
