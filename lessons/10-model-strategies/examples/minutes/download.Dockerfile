FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

ENV MODEL_CACHE=/models
COPY fetch.py predict.py ./
ENTRYPOINT ["python", "fetch.py"]
CMD ["python", "predict.py"]
