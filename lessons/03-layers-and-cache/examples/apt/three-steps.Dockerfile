FROM python:3.11-slim
RUN apt-get update
RUN apt-get install -y --no-install-recommends libsndfile1
RUN rm -rf /var/lib/apt/lists/*
