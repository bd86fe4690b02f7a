FROM python:3.11 AS builder
WORKDIR /build
COPY requirements.txt .
COPY fastscore/ fastscore/
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt ./fastscore

FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels -r requirements.txt fastscore
COPY app.py .
CMD ["gunicorn", "--bind", "0.0.0.0:5000", "app:app"]
