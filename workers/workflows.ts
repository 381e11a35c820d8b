import { runRoles } from './run';

/** The process that carries campaigns through their rounds: Temporal workflows and activities. */
runRoles(['workflows']).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
