import { defineCommand, runMain } from 'citty';
import { takeSecretFiles } from '../config/secret-files';
import { endWithReader } from './output';
import { withPlainErrors } from './plain-errors';
import { takeBy } from './who';

const verb = (load: () => Promise<{ default: unknown }>) => () =>
  load().then((module) => module.default as ReturnType<typeof defineCommand>);

/** The verbs; each is loaded only when it is called, so that `--help` answers at once. */
const main = defineCommand({
  meta: {
    name: 'nuandong',
    description: '暖冬: winter relief campaigns that remind, escalate and settle by themselves',
  },
  subCommands: {
    plan: verb(() => import('./plan/plan')),
    rehearse: verb(() => import('./rehearse/rehearse')),
    start: verb(() => import('./campaign/start')),
    status: verb(() => import('./campaign/status')),
    remind: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.remind }))),
    extend: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.extend }))),
    close: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.close }))),
    reopen: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.reopen }))),
    return: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.returnReport }))),
    pause: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.pause }))),
    resume: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.resume }))),
    cancel: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.cancel }))),
    replan: verb(() => import('./campaign/steer').then((steer) => ({ default: steer.replan }))),
    report: verb(() => import('./campaign/report')),
    register: verb(() => import('./people/register')),
    list: verb(() => import('./list/list')),
    ledger: verb(() => import('./ledger/ledger')),
    message: verb(() => import('./message/message')),
    hooks: verb(() => import('./system/hooks')),
    case: verb(() => import('./case/case')),
    chase: verb(() => import('./round/chase')),
    accounts: verb(() => import('./account/accounts')),
    tokens: verb(() => import('./account/tokens')),
    sample: verb(() => import('./list/sample')),
    people: verb(() => import('./people/people')),
    print: verb(() => import('./print/print')),
    posting: verb(() => import('./posting/posting')),
    campaigns: verb(() => import('./campaign/campaigns')),
    audit: verb(() => import('./account/audit')),
    templates: verb(() => import('./message/templates')),
    signatures: verb(() => import('./message/signatures')),
    weather: verb(() => import('./weather/weather')),
    up: verb(() => import('./system/up')),
    dev: verb(() => import('./system/dev')),
    services: verb(() => import('./system/services')),
    build: verb(() => import('./system/build')),
    screenshots: verb(() => import('./system/screenshots')),
    backup: verb(() => import('./backup/backup')),
    restore: verb(() => import('./backup/restore')),
    doctor: verb(() => import('./system/doctor')),
    bench: verb(() => import('./system/bench')),
    chaos: verb(() => import('./system/chaos')),
  },
});

endWithReader();
takeBy(process.argv);
takeSecretFiles();
void runMain(withPlainErrors(main));
