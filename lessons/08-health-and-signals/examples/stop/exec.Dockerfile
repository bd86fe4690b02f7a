FROM python:3.11-slim
WORKDIR /app
COPY worker.py deaf.py ./
CMD ["python", "worker.py"]
