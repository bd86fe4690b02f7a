FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
ARG INDEX_TOKEN
RUN echo "machine packages.example login builder password $INDEX_TOKEN" > /root/.netrc \
    && pip install --no-cache-dir -r requirements.txt \
    && rm /root/.netrc
