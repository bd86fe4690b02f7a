FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.txt .
ARG INDEX_TOKEN
RUN echo "machine packages.example login builder password $INDEX_TOKEN" > /root/.netrc \
    && pip install --no-cache-dir --target /app/lib -r requirements.txt \
    && rm /root/.netrc

FROM python:3.11-slim
COPY --from=build /app/lib /app/lib
