/**
 * Keeps a process alive when Postgres restarts. `postgres` 3.4 writes on the next tick without checking whether the
 * connection has closed meanwhile; no caller can catch that error, and the queries concerned are rejected already.
 * Every other uncaught error ends the process as usual.
 */
export function surviveLostSockets(): void {
  process.on('uncaughtException', (error: Error) => {
    if (isLostSocket(error)) return;
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  });
}

const isLostSocket = ({ message, stack = '' }: Error): boolean =>
  message.includes("reading 'write'") && /node_modules.postgres.*connection\.js/.test(stack);
