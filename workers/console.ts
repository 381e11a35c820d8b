import { runRoles } from './run';
import { sayFault } from './say-fault';

/** The process that people use: village form, officers' page, administrators' pages and API, provider hooks. */
runRoles(['console']).catch(sayFault);
