import { ROLES } from '../config/env';
import { runRoles } from './run';

/**
 * All roles in one process, for development; it restarts when its sources change. The console's app is served from its
 * sources (workers/hot-app.ts), not built.
 */
runRoles(ROLES, { buildsApp: false }).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
