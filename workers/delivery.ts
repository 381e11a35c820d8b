import { runRoles } from './run';
import { sayFault } from './say-fault';

/** The process that sends messages: claims them from the queues and settles them in Postgres. */
runRoles(['delivery']).catch(sayFault);
