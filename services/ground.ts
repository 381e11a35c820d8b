import type { Children } from './processes/children';
import type { PortName } from './processes/ports';
import type { Secrets } from './secrets';

/** What every service needs to come up on this machine. */
export interface Ground {
  /** Folder that all data is kept in. */
  home: string;
  /** Nothing needs to survive: speed before safety. */
  temporary: boolean;
  children: Children;
  secrets: Secrets;
  pickPort(name: PortName): Promise<number>;
  /** One line of progress. */
  log(line: string): void;
  /** Ends what takes long. */
  signal?: AbortSignal | undefined;
}
