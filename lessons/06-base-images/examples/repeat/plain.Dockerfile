FROM python:3.11-slim
WORKDIR /app
COPY classes.txt .
RUN sort classes.txt > sorted.txt
