FROM debian:bookworm-slim
COPY model/ /app/model/
RUN chown -R 1000:1000 /app/model
