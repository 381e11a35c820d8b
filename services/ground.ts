import type { Children } from './processes/children';
import type { PortName } from './processes/ports';
import type { Secrets } from './secrets';

/** What every service needs to start on this machine. */
export interface Ground {
  /** Folder for all data. */
  home: string;
  /** No data needs to survive: speed comes before safety. */
  temporary: boolean;
  children: Children;
  secrets: Secrets;
  pickPort(name: PortName): Promise<number>;
  /** One line of progress. */
  log(line: string): void;
  /** Aborts long steps. */
  signal?: AbortSignal | undefined;
}
