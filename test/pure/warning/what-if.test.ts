import { warningRules } from '../../../config/warning-rules';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { compile } from '../../../domain/campaign/compile/compile';
import { places, regionTree } from '../../../domain/people/regions';
import type { Warning } from '../../../domain/warning/feed/warning';
import { type WhatIf, whatIf } from '../../../domain/warning/what-if/what-if';
import { county, definitionWith } from '../../support/campaigns/plans';
import { warning } from '../../support/campaigns/warnings';

/** A county with two townships of three villages and one; only villages have a deputy. */
const regions = county(3, 1);
const placed = places(regionTree(regions));
const ground = (changes: Parameters<typeof definitionWith>[0] = {}) => {
  const definition = definitionWith({ warnings: { of: 'village' }, ...changes });
  return {
    definition,
    plan: compile({ definition, regions }),
    table: warningRules(),
    regions,
    places: regions
      .filter(({ kind }) => kind !== 'village')
      .map((region) => ({ ...region, path: placed.get(region.code)?.path ?? '' })),
    reach: regions.map(({ code, kind }) => ({
      code,
      role: 'contact',
      phone: code !== 'R1-3',
      email: false,
      deputyPhone: kind === 'village',
      deputyEmail: false,
    })),
  };
};
const calendar = createCalendar(definitionWith());

/** A message of the event `first`, sent at a local time of December 2026. */
const said = (local: string, changes: Partial<Warning> = {}): Warning => {
  const [day = '', time = ''] = local.split(' ');
  const sentAt = calendar.at(`2026-${day}`, time);
  const times = { sentAt, effectiveAt: sentAt, onsetAt: sentAt };
  return warning({ identifier: local, event: 'first', areas: [{ code: null, name: '县' }], ...times, ...changes });
};
const local = (at: string | null) => at && `${calendar.dayOf(at).slice(5)} ${calendar.timeOf(at)}`;

const ORANGE = { colour: 'orange', endsAt: calendar.at('2026-12-18', '20:00') } as const;
const told = ({ alerts }: WhatIf) =>
  alerts.flatMap(({ messages }) =>
    messages.map(({ at, round, rung, to, places, sms }) => [local(at), round, rung, to, places, sms]),
  );

describe('what warnings would have led to', () => {
  test('an orange one at night: who is told when, by how many messages, until it is cancelled', () => {
    const found = whatIf(
      [said('12-17 02:50', ORANGE), said('12-18 09:00', { ...ORANGE, messageType: 'cancel' })],
      ground(),
    );
    expect(found.alerts).toMatchObject([{ hazard: 'cold-wave', area: 'R', place: '县', units: 4 }]);
    expect(found.alerts[0]?.moves.map(({ at, change, rule }) => [local(at), change, rule?.known])).toEqual([
      ['12-17 02:50', 'opened', { minutes: 30 }],
      ['12-18 09:00', 'over', undefined],
    ]);
    const known = told(found).filter(([, round]) => round === 'cold-wave-1217.01-orange.known');
    expect(known).toEqual([
      ['12-17 02:50', 'cold-wave-1217.01-orange.known', 'warning', 'village', 4, 4],
      ['12-17 02:50', 'cold-wave-1217.01-orange.known', 'warning-township', 'township', 2, 2],
      ['12-17 02:50', 'cold-wave-1217.01-orange.known', 'warning-county', 'county', 1, 1],
      // The deputies, beside the contacts who can be reached.
      ['12-17 03:00', 'cold-wave-1217.01-orange.known', 'deputy', 'village', 4, 7],
      ['12-17 03:20', 'cold-wave-1217.01-orange.known', 'township', 'township', 2, 2],
      ['12-17 03:50', 'cold-wave-1217.01-orange.known', 'county', 'county', 1, 1],
      ['12-17 03:50', 'cold-wave-1217.01-orange.known', 'calls', 'village', 4, 0],
      ['12-18 09:00', 'cold-wave-1217.01-orange.known', 'over', 'village', 4, 4],
    ]);
    const sms = told(found).reduce((sum, [, , , , , count]) => sum + Number(count), 0);
    expect(found.totals).toEqual({ alerts: 1, patrols: 5, sms, email: 0 });
  });

  test('patrols a day by the table of each colour, planned anew when it changes, until it ends', () => {
    const found = whatIf(
      [
        said('12-16 16:00', { ...ORANGE, colour: 'blue' }),
        said('12-17 02:50', { ...ORANGE, messageType: 'update' }),
        said('12-18 09:00', { ...ORANGE, messageType: 'cancel' }),
      ],
      ground(),
    );
    expect(found.alerts[0]?.patrols).toEqual([
      { day: '2026-12-16', rounds: 1 },
      { day: '2026-12-17', rounds: 4 },
      { day: '2026-12-18', rounds: 1 },
    ]);
    expect(found.alerts[0]?.moves.map(({ change, colour }) => [change, colour])).toEqual([
      ['opened', 'blue'],
      ['upgraded', 'orange'],
      ['over', null],
    ]);
    // The open questions of the blue one are not asked any more.
    expect(
      told(found).filter(([, round, rung]) => round === 'cold-wave-1216.01-blue.known' && rung === 'county'),
    ).toEqual([]);
  });

  test('ordinary reminders wait, and deadlines are put off, as the rule says', () => {
    const found = whatIf(
      [said('12-17 02:50', ORANGE), said('12-18 21:00', { ...ORANGE, messageType: 'cancel' })],
      // Due at the end of the 17th, a Thursday; the survey's own rule is put off by one working day.
      ground({
        stages: [
          {
            id: 'survey',
            kind: 'survey',
            name: { 'zh-CN': '摸底' },
            opens: '12-01',
            due: '12-17',
            lock: '12-24',
            asks: [{ id: 'village', of: 'village', form: 'found' }],
          },
        ],
      }),
    );
    // It ended by itself before its cancellation.
    expect(found.alerts[0]?.held.map(({ from, until }) => [local(from), local(until)])).toEqual([
      ['12-17 02:50', '12-18 20:00'],
    ]);
    expect(found.alerts[0]?.putOff.map(({ key, area, due, to }) => [key, area, local(due), local(to)])).toEqual([
      ['survey', 'R', '12-18 00:00', '12-19 00:00'],
    ]);
    const blue = whatIf([said('12-17 09:00', { ...ORANGE, colour: 'blue' })], ground());
    expect(blue.alerts[0]).toMatchObject({ held: [], putOff: [] });
  });

  test('a campaign’s own rules go before the table', () => {
    const rules = { 'cold-wave': { orange: { known: { minutes: 20 } } } };
    const found = whatIf([said('12-17 02:50', ORANGE)], ground({ warnings: { of: 'village', rules } }));
    expect(found.alerts[0]?.moves[0]?.rule?.known).toEqual({ minutes: 20 });
  });

  test('one township warned wakes its villages only, and the same told twice is one', () => {
    const here = { ...ORANGE, areas: [{ code: null, name: '乡2' }] };
    const found = whatIf([said('12-17 09:00', here), said('12-17 09:00', here)], ground());
    expect(found.alerts).toMatchObject([{ area: 'R2', units: 1 }]);
    expect(found.events).toMatchObject([{ messages: 1, regions: ['R2'], unheard: null }]);
  });

  test('says why no message goes out', () => {
    const of = (identifier: string, changes: Partial<Warning>) =>
      said('12-17 09:00', { ...ORANGE, identifier, event: identifier, ...changes });
    const found = whatIf(
      [
        of('nowhere', { areas: [{ code: null, name: '某地' }] }),
        of('dust', { hazard: 'other' }),
        of('test', { status: 'exercise' }),
      ],
      ground(),
    );
    expect(Object.fromEntries(found.events.map(({ first, unheard }) => [first, unheard]))).toEqual({
      nowhere: 'no-area',
      dust: 'unknown-hazard',
      test: 'test',
    });
    expect(found.alerts).toEqual([]);
    const drilled = whatIf([of('test', { status: 'exercise' })], ground(), { tests: true });
    expect(drilled.alerts).toHaveLength(1);
  });
});
