FROM debian:bookworm-slim
COPY model/ /app/model/
RUN rm /app/model/weights.npy
