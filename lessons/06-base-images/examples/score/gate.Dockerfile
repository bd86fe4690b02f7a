FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY score.py .
RUN python -c "import score"
CMD ["python", "score.py"]
