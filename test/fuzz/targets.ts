import type { Target, Targets } from './target';

/** Files of targets, with the names of those in each; a file is loaded when one of its targets is needed. */
const FILES: readonly (readonly [() => Promise<{ targets: Targets }>, readonly string[]])[] = [
  [() => import('./targets/definition'), ['definition', 'texts']],
  [() => import('./targets/tables'), ['xlsx', 'xls', 'csv']],
  [
    () => import('./targets/warnings'),
    ['cap', 'cap-index', 'china-12379', 'china-12379-list', 'qweather', 'qweather-v7', 'nws', 'manual-warning'],
  ],
  [
    () => import('./targets/pushes'),
    [
      ...['http-receipts', 'http-replies', 'aliyun-receipts', 'aliyun-replies', 'tencent-receipts', 'tencent-replies'],
      ...['twilio-receipts', 'twilio-replies', 'sms-replies'],
    ],
  ],
  [() => import('./targets/smpp'), ['smpp-receipts', 'smpp-replies']],
  [() => import('./targets/mail'), ['dsn', 'imap']],
  [() => import('./targets/files'), ['bank-fixed', 'bank-csv', 'geojson']],
  [() => import('./targets/api'), ['api']],
];

/** Every border that reads what comes from outside. */
export const TARGETS: readonly string[] = FILES.flatMap(([, names]) => names);

/** @returns the border of a name, ready to be fed */
export async function targetNamed(name: string): Promise<Target> {
  const file = FILES.find(([, names]) => names.includes(name));
  const make = file && (await file[0]()).targets[name];
  if (!make) throw new Error(`no such target: ${name}; there are ${TARGETS.join(', ')}`);
  return make();
}
