FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY models/churn.json models/
COPY src/ src/
ENV PYTHONPATH=/app/src
CMD ["gunicorn", "--bind", "0.0.0.0:5000", "churn.app:app"]
