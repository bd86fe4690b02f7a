FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

COPY models/minutes/7/ /models/
ENV MODEL_PATH=/models/model.npz
COPY predict.py .
CMD ["python", "predict.py"]
