# Stands in for temporalio/ui:2.42.1: the same version, built with Go; the configuration is our own.
FROM nuandong-stand-in/debian
RUN apt-get update && apt-get install -y --no-install-recommends wget && rm -rf /var/lib/apt/lists/*
COPY ui-server /usr/local/bin/
COPY temporal-ui-entrypoint.sh /usr/local/bin/entrypoint.sh
RUN mkdir /config && chown 1000:1000 /config
USER 1000
EXPOSE 8080
ENTRYPOINT ["entrypoint.sh"]
