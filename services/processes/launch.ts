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
 * How a server is to be run so that it does not outlive us and is not root.
 * On Linux the kernel itself ends it when its parent is killed hard (PR_SET_PDEATHSIG, through util-linux's setpriv),
 * even before there is a keeper. Elsewhere the keeper does.
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
 * The account may pass through folders that only root may enter (a checkout in root's own home), and nothing else.
 * Without no_setuid_fixup access(2) would still say no: it asks with the real uid's rights.
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
