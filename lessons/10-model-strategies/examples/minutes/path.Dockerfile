FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

ENV MODEL_PATH=/models/model.npz
COPY models/minutes/7/ models/
COPY predict.py .
RUN python predict.py
