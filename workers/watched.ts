import { ROLES } from '../config/env';
import { runRoles } from './run';
import { sayFault } from './say-fault';

/**
 * All roles in one process, for development; it restarts when its sources change. The console's app is served from its
 * sources (workers/hot-app.ts), not built.
 */
runRoles(ROLES, { buildsApp: false }).catch(sayFault);
