# Stands in for redis:7.4.2-bookworm: Debian's Redis 7.0. Its entrypoint gives the data to the user and becomes it.
FROM nuandong-stand-in/debian
RUN apt-get update && apt-get install -y --no-install-recommends redis-server gosu && rm -rf /var/lib/apt/lists/*
COPY redis-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN mkdir -p /data && chown redis:redis /data
WORKDIR /data
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["redis-server"]
