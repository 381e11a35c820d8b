/**
 * Parts of a history table, each with a lock, a queue and a cache of its own: fixed for ever by the first start. Enough
 * for one machine (docs/deploy.md tells how many others need).
 */
const SHARDS = 4;
/** Connections of each of the four roles. */
const POOL = { temporal: 15, temporal_visibility: 5 } as const;

/** The roles of Temporal's server, which run in one process here. */
export const ROLES = ['frontend', 'history', 'matching', 'worker'] as const;
export type Role = (typeof ROLES)[number];
/** Where a role answers, and where it tells the others that it is there. */
export type RolePorts = Record<Role, { grpc: number; ring: number }>;

const HERE = '127.0.0.1';

/**
 * @param server address of the role of Temporal's server: postgres://role:password@host:port
 * @param changes file with settings that the server reads while it runs
 * @returns the server's configuration; JSON is YAML as well
 */
export function configuration({
  server,
  ports,
  changes,
}: {
  server: string;
  ports: RolePorts;
  changes: string;
}): string {
  const { hostname, port, username, password } = new URL(server);
  const store = (databaseName: keyof typeof POOL) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${hostname}:${port || '5432'}`,
      connectProtocol: 'tcp',
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      maxConns: POOL[databaseName],
      maxIdleConns: POOL[databaseName],
    },
  });
  const frontend = `${HERE}:${ports.frontend.grpc}`;
  return JSON.stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      numHistoryShards: SHARDS,
      defaultStore: 'works',
      visibilityStore: 'lists',
      datastores: { works: store('temporal'), lists: store('temporal_visibility') },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: HERE } },
    services: Object.fromEntries(
      ROLES.map((role) => [
        role,
        { rpc: { grpcPort: ports[role].grpc, membershipPort: ports[role].ring, bindOnLocalHost: true } },
      ]),
    ),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: frontend },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
    publicClient: { hostPort: frontend },
    dynamicConfigClient: { filepath: changes, pollInterval: '60s' },
  });
}
