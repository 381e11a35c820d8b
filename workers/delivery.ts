import { runRoles } from './run';

/** The process that sends messages: claims them from the queues and settles them in Postgres. */
runRoles(['delivery']).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
