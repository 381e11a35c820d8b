# Stands in for temporalio/auto-setup:1.29.1: the same version of the server, of its schema tool and of the command line,
# built with Go; the setup and the configuration are our own.
FROM nuandong-stand-in/debian
COPY temporal-server temporal-sql-tool temporal /usr/local/bin/
COPY temporal-entrypoint.sh /etc/temporal/entrypoint.sh
RUN groupadd --gid 1000 temporal && useradd --uid 1000 --gid temporal --create-home temporal \
  && mkdir -p /etc/temporal/config && chown -R temporal:temporal /etc/temporal
WORKDIR /etc/temporal
USER temporal
EXPOSE 7233
ENTRYPOINT ["/etc/temporal/entrypoint.sh"]
CMD ["autosetup"]
