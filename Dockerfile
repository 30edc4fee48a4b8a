# The first stage installs the pinned dependencies; the second runs the bot as an unprivileged user.
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /opt/unwatched
COPY requirements.lock .
RUN /opt/unwatched/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY . .
RUN /opt/unwatched/bin/pip install --no-cache-dir --no-deps . && /opt/unwatched/bin/python -m bot.prepared

FROM python:3.13-slim
COPY --from=build /opt/unwatched /opt/unwatched
RUN useradd --create-home --uid 10001 unwatched && install -d -o unwatched /data
ENV PATH="/opt/unwatched/bin:$PATH" PYTHONUNBUFFERED=1 DATA_DIR=/data LOG_FORMAT=json
USER unwatched
WORKDIR /home/unwatched
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
