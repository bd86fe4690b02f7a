FROM python:3.11 AS builder
WORKDIR /build
COPY requirements.txt .
COPY fastscore/ fastscore/
RUN pip install --no-cache-dir --prefix=/install -r requirements.txt ./fastscore

FROM python:3.11-slim
COPY --from=builder /install /usr/local
WORKDIR /app
COPY app.py .
CMD ["gunicorn", "--bind", "0.0.0.0:5000", "app:app"]
