FROM python:3.11-slim
WORKDIR /app
COPY classes.py .
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN python classes.py | sort > classes.txt
