import { compile } from '../../../domain/campaign/compile/compile';
import type { Instant } from '../../../domain/instant';
import type { RegionView } from '../../../domain/people/regions';
import { audit } from '../../../rehearsal/audit/audit';
import type { Acted, AuditInput, Person, Received } from '../../../rehearsal/audit/audit-input';
import { shanghai, tinyDefinition } from './tiny';

/** A small correct season, for tests to spoil: five villages in two townships, and all received messages. */
const region = (code: string, parent: string | null, kind: string): RegionView => ({
  code,
  parent,
  kind,
  name: code,
  level: code.length,
});
const REGIONS = [
  region('9', null, 'county'),
  ...['91', '92'].map((code) => region(code, '9', 'township')),
  ...['911', '912', '913'].map((code) => region(code, '91', 'village')),
  ...['921', '922'].map((code) => region(code, '92', 'village')),
];
export const VILLAGES = ['911', '912', '913', '921', '922'];

const definition = tinyDefinition();
export const plan = compile({ definition, regions: REGIONS });
export const ROUND = `campaign/${plan.campaign}/survey/9`;
const RUNGS = new Map(
  plan.stages.flatMap(({ rounds }) => rounds.flatMap(({ rungs }) => rungs)).map((rung) => [rung.id, rung]),
);
export const at = (rung: string): Instant => RUNGS.get(rung)?.at ?? '';

export const person = (code: string, role: Person['role'], changes: Partial<Person> = {}): Person => ({
  id: Number(code) * 10 + (role === 'contact' ? 1 : 2),
  region: code,
  role,
  number: role === 'contact' ? Number(code) : null,
  phone: role === 'contact',
  email: role === 'deputy',
  optedOut: false,
  leaveFrom: null,
  leaveUntil: null,
  wrongNumber: false,
  ...changes,
});
export const PEOPLE = [
  ...REGIONS.map(({ code }) => person(code, 'contact')),
  ...VILLAGES.map((code) => person(code, 'deputy')),
];

let number = 0;
export const told = (
  rung: string,
  code: string,
  changes: Partial<Received> & { role?: Person['role'] } = {},
): Received => {
  const { role = 'contact', ...rest } = changes;
  number += 1;
  return {
    channel: role === 'contact' ? 'sms' : 'email',
    message: {
      id: number,
      round: ROUND,
      rung,
      kind: RUNGS.get(rung)?.kind ?? 'task',
      region: code,
      contact: person(code, role).id,
      about: null,
      envelope: null,
    },
    rightAddress: true,
    at: at(rung),
    ...rest,
  };
};
export const reported = (unit: string, when: Instant): Acted => ({
  kind: 'reported',
  round: ROUND,
  region: unit,
  at: when,
  via: 'form',
});
export const acknowledged = (code: string, when: Instant): Acted => ({
  kind: 'acknowledged',
  round: ROUND,
  region: code,
  at: when,
  via: 'form',
});

/** Three report early, 912 on the due day, 913 never; the township acknowledges in time. Written out by hand. */
export const ACTED = [
  ...['911', '921', '922'].map((unit) => reported(unit, shanghai('12-01 15:00'))),
  reported('912', shanghai('12-03 12:00')),
  acknowledged('91', shanghai('12-04 11:00')),
];
export const CLEAN = () => [
  ...VILLAGES.map((code) => told('open', code)),
  told('early', '912'),
  told('early', '913'),
  told('due', '912'),
  told('due', '913'),
  told('digest', '91'),
  told('late', '913'),
  told('late', '913', { role: 'deputy' }),
  told('chase', '91'),
  told('locked', '913'),
];
export const input = (changes: Partial<AuditInput> = {}): AuditInput => ({
  plan,
  versions: [],
  alertRounds: [],
  holds: [],
  regions: REGIONS,
  people: PEOPLE,
  quietHours: definition.quietHours,
  received: CLEAN(),
  acted: ACTED,
  troubles: [],
  caps: { messages: 8, reminders: 3 },
  quotas: { slots: [], rows: [] },
  moves: [],
  rows: [],
  replies: { reported: 0, acknowledged: 0, stopped: 0, unclear: 0 },
  endedAt: plan.endsAt,
  ...changes,
});
export const kinds = (changes: Partial<AuditInput>) =>
  audit(input(changes)).violations.map(({ kind, unit, rung }) => [kind, unit, rung]);
