FROM python:3.11-slim
WORKDIR /app
COPY --chmod=755 start.sh .
COPY worker.py deaf.py ./
ENTRYPOINT ["./start.sh"]
CMD ["python", "worker.py"]
