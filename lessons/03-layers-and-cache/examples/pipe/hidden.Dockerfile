FROM python:3.11-slim
WORKDIR /app
COPY classes.py .
RUN python classes.py | sort > classes.txt
