import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { checkMessages } from '../../../delivery/words/texts';
import { messageNames } from '../../../domain/campaign/definition/message-names';
import { withKind } from '../../../domain/campaign/definition/with-kind';
import { preview } from '../../../domain/campaign/preview';
import { dueRungs } from '../../../domain/round/ladder';
import { RUNG_KIND_NAMES, rungKind, WRITTEN_KINDS, type WrittenKind } from '../../../domain/round/rung-kinds';
import { county, definitionWith, planOf, roundOf } from '../../support/campaigns/plans';

interface Climbed {
  /** Kind and number of the regions that get a message; for a call list, of those on it. */
  told: readonly [kind: string, places: number];
  sms: number;
  validUntil: string;
  /** The next step when no answer comes. */
  raised?: string;
  /** It is skipped when a later one of its kind is due too. */
  superseded?: true;
}

const LOCK = '2026-12-24T10:00:00.000Z';

/** One rung of each kind of a ladder, through all steps: written, compiled, previewed, climbed. */
const EACH: Record<WrittenKind, Climbed> = {
  task: { told: ['village', 5], sms: 5, validUntil: LOCK, superseded: true },
  reminder: { told: ['village', 5], sms: 5, validUntil: LOCK, superseded: true },
  digest: { told: ['township', 2], sms: 2, validUntil: '2026-12-18T16:00:00.000Z', superseded: true },
  chase: {
    told: ['township', 2],
    sms: 2,
    validUntil: LOCK,
    raised: '2026-12-18T05:30:00.000Z',
    superseded: true,
  },
  'call-list': { told: ['village', 5], sms: 0, validUntil: LOCK },
  locked: { told: ['village', 5], sms: 5, validUntil: '2026-12-25T01:30:00.000Z' },
};

const regions = county(2, 3);
const reach = regions.map(({ code }) => ({
  code,
  role: 'contact',
  phone: true,
  email: true,
  deputyPhone: false,
  deputyEmail: false,
}));
const blank = {
  id: 'it',
  at: { from: 'due' as const, time: '09:30' },
  up: 0,
  deputy: false,
  channels: ['sms' as const],
  send: 'first' as const,
  kind: 'reminder' as const,
};

describe.each(WRITTEN_KINDS)('%s', (kind) => {
  const { told, sms, validUntil, raised, superseded } = EACH[kind];
  const definition = definitionWith({ ladders: { default: [withKind(blank, kind)] } });

  test('is told to whom it is for, as long as it is worth it', () => {
    const [line, ...others] = preview({ plan: planOf(definition, regions), regions, reach, segmentsOf: () => 1 }).lines;
    expect(line).toMatchObject({ kind, to: told[0], places: told[1], sms });
    expect(others.map(({ kind: above, at }) => [above, at])).toEqual(raised ? [['raise', raised]] : []);
    expect(roundOf({ definition, regions }).rungs[0]?.validUntil).toBe(validUntil);
  });

  test('of two that are due only the later is climbed, where it is news', () => {
    const [rung] = roundOf({ definition, regions }).rungs;
    if (!rung) throw new Error('no rung');
    const earlier = { ...rung, id: 'earlier', at: '2026-12-01T01:00:00.000Z' };
    const { climb } = dueRungs([earlier, rung], [], validUntil);
    expect(climb.map(({ id }) => id)).toEqual(superseded ? ['it'] : ['earlier', 'it']);
  });
});

test('each has its texts in both languages, and they can be filled in', () => {
  const texts = RUNG_KIND_NAMES.flatMap((kind) => rungKind(kind).texts);
  expect(messageNames).toEqual(expect.arrayContaining(texts));
  expect(() => checkMessages(definitionWith())).not.toThrow();
});

const TO = {
  'definitions.md': { units: 'the unit', superiors: 'a superior', nobody: 'nobody' },
  'definitions.zh-CN.md': { units: '本单位', superiors: '上级', nobody: '无人' },
};

test.each(Object.entries(TO))('docs/%s has a row for each kind that a ladder may name', (file, told) => {
  const text = readFileSync(join(ROOT, 'docs', file), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z-]+)` (\S+) \| ([^|]+?) \|/gm)].map(([, ...cells]) => cells);
  const wanted = WRITTEN_KINDS.map((kind) => [kind, rungKind(kind).name['zh-CN'], told[rungKind(kind).to]]);
  expect(rows).toEqual(expect.arrayContaining(wanted));
});
