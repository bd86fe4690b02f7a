# Drydock in a container: the built application, what it teaches, and what sandboxes are made from.
#
#   ./drydock bases prepare        builds the application (and, once a machine, what sandboxes are made from)
#   docker build -t drydock .
#
# One stage: the application is built before, nothing is compiled here, so there is nothing to leave behind.
FROM eclipse-temurin:25.0.3_9-jre-noble

LABEL org.opencontainers.image.title="Drydock" \
      org.opencontainers.image.description="Docker for machine learning: lessons, exercises, real builds, graded"

# Numbers, so that an orchestrator can tell that this is not root.
RUN groupadd --gid 10001 drydock \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/drydock --shell /usr/sbin/nologin drydock \
 && install -d -o drydock -g drydock -m 700 /var/lib/drydock

# A container has no engine, so it serves pages; docs/operating.md says what one that grades is given.
ENV DRYDOCK_HOME=/var/lib/drydock \
    DRYDOCK_ROLES=web

WORKDIR /opt/drydock

# From what changes least to what changes with each build.
COPY --chmod=755 src/main/docker/health /usr/local/bin/drydock-health
COPY target/quarkus-app/lib target/quarkus-app/lib
COPY bases bases
COPY --chmod=755 drydock drydock
COPY src/main/sh src/main/sh
COPY graders graders
COPY exercises exercises
COPY lessons lessons
COPY target/quarkus-app/quarkus target/quarkus-app/quarkus
COPY target/quarkus-app/app target/quarkus-app/app
COPY target/quarkus-app/quarkus-run.jar target/quarkus-app/

USER 10001:10001
VOLUME /var/lib/drydock
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["drydock-health"]
ENTRYPOINT ["/opt/drydock/drydock"]
CMD ["up", "--host", "0.0.0.0"]
