FROM python:3.11-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
COPY fastscore/ fastscore/
RUN pip install --no-cache-dir -r requirements.txt ./fastscore
COPY app.py .
CMD ["gunicorn", "--bind", "0.0.0.0:5000", "app:app"]
