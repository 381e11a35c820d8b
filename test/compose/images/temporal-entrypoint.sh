#!/bin/sh
# What the image does for docker-compose.yml: both databases with their schema, the server, the namespace.
set -eu
export SQL_HOST="$POSTGRES_SEEDS" SQL_PORT="$DB_PORT" SQL_USER="$POSTGRES_USER" SQL_PASSWORD="$POSTGRES_PWD" SQL_PLUGIN="$DB"
for store in temporal visibility; do
  database="$([ "$store" = temporal ] && echo temporal || echo temporal_visibility)"
  temporal-sql-tool --db "$database" create || true
  temporal-sql-tool --db "$database" setup-schema -v 0.0 || true
  temporal-sql-tool --db "$database" update-schema --schema-name "postgresql/v12/$store"
done

# As the image does.
: "${BIND_ON_IP:=$(getent hosts "$(hostname)" | cut -d' ' -f1)}"
address="$BIND_ON_IP"
sql() {
  printf 'sql: { pluginName: %s, databaseName: %s, connectAddr: "%s:%s", connectProtocol: tcp, user: %s, password: "%s", maxConns: 20, maxIdleConns: 20 }' \
    "$DB" "$1" "$POSTGRES_SEEDS" "$DB_PORT" "$POSTGRES_USER" "$POSTGRES_PWD"
}
service() { printf '  %s: { rpc: { grpcPort: %s, membershipPort: %s, bindOnIP: "%s" } }\n' "$1" "$2" "$3" "$address"; }
cat > config/docker.yaml << EOF
log: { stdout: true, level: warn }
persistence:
  numHistoryShards: $NUM_HISTORY_SHARDS
  defaultStore: default
  visibilityStore: visibility
  datastores:
    default: { $(sql temporal) }
    visibility: { $(sql temporal_visibility) }
global: { membership: { maxJoinDuration: 30s, broadcastAddress: "$address" } }
services:
$(service frontend 7233 6933)
$(service matching 7235 6935)
$(service history 7234 6934)
$(service worker 7239 6939)
clusterMetadata:
  enableGlobalNamespace: false
  failoverVersionIncrement: 10
  masterClusterName: active
  currentClusterName: active
  clusterInformation:
    active: { enabled: true, initialFailoverVersion: 1, rpcName: frontend, rpcAddress: "127.0.0.1:7233" }
dcRedirectionPolicy: { policy: noop }
archival: { history: { state: disabled }, visibility: { state: disabled } }
publicClient: { hostPort: "$address:7233" }
EOF

{
  until temporal operator cluster health --address "$address:7233" > /dev/null 2>&1; do sleep 1; done
  temporal operator namespace describe --namespace default --address "$address:7233" > /dev/null 2>&1 ||
    temporal operator namespace create --namespace default --retention "$DEFAULT_NAMESPACE_RETENTION" --address "$address:7233"
} &
exec temporal-server --root /etc/temporal --env docker start
