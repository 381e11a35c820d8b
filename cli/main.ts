import { defineCommand, runMain } from 'citty';
import { takeSecretFiles } from '../config/secret-files';
import { withPlainErrors } from './plain-errors';
import { takeBy } from './who';

const verb = (load: () => Promise<{ default: unknown }>) => () =>
  load().then((module) => module.default as ReturnType<typeof defineCommand>);

/** The verbs, each loaded only when it is called, so that `--help` answers at once. */
const main = defineCommand({
  meta: {
    name: 'nuandong',
    description: '暖冬: winter relief campaigns that remind, escalate and settle by themselves',
  },
  subCommands: {
    plan: verb(() => import('./plan')),
    rehearse: verb(() => import('./rehearse')),
    start: verb(() => import('./start')),
    status: verb(() => import('./status')),
    remind: verb(() => import('./steer').then((steer) => ({ default: steer.remind }))),
    extend: verb(() => import('./steer').then((steer) => ({ default: steer.extend }))),
    close: verb(() => import('./steer').then((steer) => ({ default: steer.close }))),
    reopen: verb(() => import('./steer').then((steer) => ({ default: steer.reopen }))),
    return: verb(() => import('./steer').then((steer) => ({ default: steer.returnReport }))),
    pause: verb(() => import('./steer').then((steer) => ({ default: steer.pause }))),
    resume: verb(() => import('./steer').then((steer) => ({ default: steer.resume }))),
    cancel: verb(() => import('./steer').then((steer) => ({ default: steer.cancel }))),
    replan: verb(() => import('./steer').then((steer) => ({ default: steer.replan }))),
    report: verb(() => import('./report')),
    register: verb(() => import('./register')),
    message: verb(() => import('./message')),
    hooks: verb(() => import('./hooks')),
    accounts: verb(() => import('./accounts')),
    tokens: verb(() => import('./tokens')),
    people: verb(() => import('./people')),
    campaigns: verb(() => import('./campaigns')),
    audit: verb(() => import('./audit')),
    templates: verb(() => import('./templates')),
    signatures: verb(() => import('./signatures')),
    weather: verb(() => import('./weather')),
    up: verb(() => import('./up')),
    services: verb(() => import('./services')),
    build: verb(() => import('./build')),
    screenshots: verb(() => import('./screenshots')),
    doctor: verb(() => import('./doctor')),
    bench: verb(() => import('./bench')),
    chaos: verb(() => import('./chaos')),
  },
});

takeBy(process.argv);
takeSecretFiles();
void runMain(withPlainErrors(main));
