import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../../../config/root';
import { type Planned, plannedFigureAt, plannedOf } from '../../support/campaigns/planned-figures';
import { agrees, CAMPAIGNS, isRehearsed, seedFigures } from '../../support/campaigns/seed-figures';

const figures = seedFigures();
const templates = readdirSync(CAMPAIGNS).map((file) => basename(file, '.yaml'));
const rehearsals = (campaign: string) => join(ROOT, 'test/rehearsal/seed-figures', `${campaign}.test.ts`);

/** Besides the season that it is shipped for: the oldest of the seeds, and two with an early festival. */
const SEASONS = ['2014', '2022', '2027'];
const NOT_ARRANGED = /放假调休安排/;
/** Arrangements that are not published yet; days that the festival or a holiday of the season comes upon. */
const OF_THE_CALENDAR = /放假调休安排|春节|除夕|节假日/;

test('every template has figures in the table, and the table names templates only', () => {
  expect([...new Set(figures.map(({ campaign }) => campaign))].sort()).toEqual(templates.sort());
});

test.each(templates)('%s is rehearsed for its figures', (campaign) => {
  expect(existsSync(rehearsals(campaign))).toBe(true);
});

test('no place is named twice', () => {
  const places = figures.map(({ campaign, place }) => `${campaign} ${place}`);
  expect(places.filter((place, nth) => places.indexOf(place) !== nth)).toEqual([]);
});

describe.each(templates)('%s', (campaign) => {
  const own = figures.filter((figure) => figure.campaign === campaign && !isRehearsed(figure));
  let planned: Planned;
  beforeAll(async () => {
    planned = await plannedOf(campaign);
  });

  test('is found by the plan command over its own sample register', () => {
    expect(planned.definition.id).toBe(campaign);
  });

  test.each(SEASONS)('can be planned for %s, and warns of nothing but the calendar', async (season) => {
    const { warnings } = await planned.inSeason(season);
    expect(warnings.filter((warning) => !OF_THE_CALENDAR.test(warning))).toEqual([]);
  });

  test('warns of no day at all in the season that it is shipped for', async () => {
    const { warnings } = await planned.inSeason('2026');
    expect(warnings.filter((warning) => !NOT_ARRANGED.test(warning))).toEqual([]);
  });

  if (own.length > 0)
    test.each(own)('$says: $place is $value', async ({ place, value }) => {
      const found = await plannedFigureAt(planned, place);
      if (!agrees(value, found)) expect(`${place} ${found}`).toBe(`${place} ${value}`);
    });
});
