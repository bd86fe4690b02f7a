FROM python:3.11-slim AS base
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
ENV MODEL_PATH=/models/model.npz
CMD ["python", "predict.py"]

FROM base AS minutes
COPY models/minutes/7/ /models/
COPY predict.py .
RUN python predict.py

FROM base AS stars
COPY models/stars/3/ /models/
COPY predict.py .
RUN python predict.py
