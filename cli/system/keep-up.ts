import { firstAdministrator } from '../../actions/account/first-administrator';
import { readEnv } from '../../config/env';
import type { BringUp, Pages, Stack as Services } from '../../services/stack';
import { connect } from '../../store/db/db';
import { surviveLostSockets } from '../../store/db/lost-socket';
import { environment } from '../environment';
import { interruption } from '../interruption';
import { printJson, progress, width } from '../output';
import { announce, HOME, runningSystem, withdraw } from './run-file';

/**
 * Starts the whole system, prints its pages and keeps it running until Ctrl-C. If it already runs in this checkout,
 * only prints its pages.
 * @param bring starts the system; its `stop` ends everything that it has started
 * @param json prints the pages as one JSON document
 */
export async function keepUp(bring: (options: BringUp) => Promise<Services>, json: boolean): Promise<void> {
  const running = runningSystem();
  if (running) {
    progress(`Nuandong already runs here (process ${running.pid}).`);
    return printPages(running.pages, json);
  }
  surviveLostSockets();
  const interrupted = interruption();
  try {
    const system = await bring({ home: HOME, env: environment(), log: progress, signal: interrupted.signal });
    announce({ env: system.env, pages: { ...system.pages } });
    printPages({ ...system.pages, ...(await firstSignIn(system.env)) }, json);
    await interrupted.arrived();
    progress('\nStopping …');
    withdraw();
    await system.stop();
    progress('Stopped. The data is kept: the next start finds it again.');
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    progress('\nStopped while starting.');
  }
  // The SDK's native runtime would keep the process alive for a while.
  process.exit(0);
}

/** @returns the one-time link while no account can sign in as administrator. */
async function firstSignIn(settings: Record<string, string>): Promise<{ firstSignIn?: string }> {
  const { DATABASE_URL, PUBLIC_URL } = readEnv(settings);
  const sql = connect(DATABASE_URL, { max: 1 });
  try {
    const link = await firstAdministrator(sql, PUBLIC_URL);
    return link === null ? {} : { firstSignIn: link };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const NAMES: [keyof Pages, string][] = [
  ['console', '控制台 Console'],
  ['temporalUi', 'Temporal'],
  ['queues', '队列 Queues'],
  ['mail', '邮件 Caught mail'],
  ['sms', '短信 Caught SMS'],
];

function printPages(pages: Pages & { firstSignIn?: string }, json: boolean): void {
  if (json) {
    printJson(pages);
    return;
  }
  const shown = NAMES.filter(([page]) => pages[page]);
  const column = Math.max(...shown.map(([, name]) => width(name)));
  const lines = shown.map(([page, name]) => `  ${name}${' '.repeat(column - width(name))}  ${pages[page]}`);
  process.stdout.write(
    [
      '',
      '暖冬已启动,按 Ctrl-C 停止 · Nuandong is running, Ctrl-C stops it',
      ...lines,
      ...(pages.firstSignIn
        ? ['', '首次登录(24 小时内有效,只能用一次) First sign-in, once and within 24 hours:', `  ${pages.firstSignIn}`]
        : []),
      '',
      '下一步 Next: 在控制台点“演练” (Rehearse in the console), or in another terminal:',
      '  npx nuandong rehearse config/campaigns/two-festivals.yaml --in 60s',
      '',
    ].join('\n'),
  );
}
