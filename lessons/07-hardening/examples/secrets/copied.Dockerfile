FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
COPY index.netrc /root/.netrc
RUN pip install --no-cache-dir -r requirements.txt
RUN rm /root/.netrc
