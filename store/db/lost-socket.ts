/**
 * Keeps a process alive when Postgres is restarted under it. `postgres` 3.4 writes on the next tick and does not look
 * whether the connection has closed meanwhile; nobody can catch that error, and the queries concerned have been
 * rejected already. Every other error that nobody caught ends the process as it would without this.
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
