import { runRoles } from './run';

/** The process that people use: village form, officers' page, administrators' pages and API, provider hooks. */
runRoles(['console']).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
