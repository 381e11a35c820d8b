import { runRoles } from './run';
import { sayFault } from './say-fault';

/** The process that carries campaigns through their rounds: Temporal workflows and activities. */
runRoles(['workflows']).catch(sayFault);
