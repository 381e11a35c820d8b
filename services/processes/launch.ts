import { spawnSync } from 'node:child_process';

/** The account that a server runs as when the parent is root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export interface Launch {
  file: string;
  args: string[];
  /** For spawn: uid and gid, when no helper changes them. */
  identity: { uid?: number; gid?: number };
}

/**
 * @returns how to run a server so that it does not outlive us and is not root. On Linux the kernel ends it when its
 *   parent is killed hard (PR_SET_PDEATHSIG, through util-linux's setpriv), even before the keeper runs. Elsewhere the
 *   keeper ends it.
 */
export function launchOf({
  command,
  args,
  stopSignal,
  runAs,
}: {
  command: string;
  args: string[];
  stopSignal: 'SIGINT' | 'SIGTERM';
  runAs?: Account | undefined;
}): Launch {
  if (!hasSetpriv()) return { file: command, args, identity: runAs ? { uid: runAs.uid, gid: runAs.gid } : {} };
  const death = ['--pdeathsig', stopSignal.slice('SIG'.length)];
  return { file: 'setpriv', args: [...death, ...(runAs ? asAccount(runAs) : []), command, ...args], identity: {} };
}

/**
 * Lets the account pass through folders that only root may enter (a checkout in root's own home), and allows nothing
 * else. Without no_setuid_fixup access(2) would still refuse: it checks the rights of the real uid.
 */
const asAccount = ({ name, gid }: Account): string[] => [
  '--reuid',
  name,
  '--regid',
  String(gid),
  '--init-groups',
  '--inh-caps=-all,+dac_override,+dac_read_search',
  '--ambient-caps=-all,+dac_override,+dac_read_search',
  '--securebits=+no_setuid_fixup',
];

let setpriv: boolean | undefined;
function hasSetpriv(): boolean {
  // Busybox has a setpriv without this option.
  setpriv ??= process.platform === 'linux' && `${spawnSync('setpriv', ['--help']).stdout}`.includes('--pdeathsig');
  return setpriv;
}
