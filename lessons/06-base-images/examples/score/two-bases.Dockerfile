ARG VARIANT=3.11-slim
FROM python:${VARIANT}
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY score.py .
CMD ["python", "score.py"]
