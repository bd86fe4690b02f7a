FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

COPY naive.py predict.py ./
CMD ["python", "naive.py"]
