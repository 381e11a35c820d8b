import { partAmong } from '../../../domain/campaign/round-part';

const name = (zh: string) => ({ 'zh-CN': zh });
const round = (key: string, of: string, asks: string) => ({ key, of, name: name(asks) });
const reader = {
  nameOf: (kind: string) => ({ village: '村', county: '县' })[kind] ?? kind,
  language: 'zh-CN' as const,
};

test('rounds of one stage are told apart by whom they ask, by what, and by when, and by nothing else', () => {
  const alone = [round('visits', 'village', '走访表')];
  expect(partAmong(alone, 'visits', reader)).toBe('');

  const kinds = [round('visits.village', 'village', '走访表'), round('visits.county', 'county', '走访表')];
  expect(kinds.map(({ key }) => partAmong(kinds, key, reader))).toEqual(['村', '县']);

  const things = [round('give.special', 'village', '特困户发放'), round('give.poor', 'village', '困难户发放')];
  expect(things.map(({ key }) => partAmong(things, key, reader))).toEqual(['特困户发放', '困难户发放']);

  const weeks = [round('visits@2026-12-01', 'village', '走访表'), round('visits@2026-12-08', 'village', '走访表')];
  expect(weeks.map(({ key }) => partAmong(weeks, key, reader))).toEqual(['2026-12-01', '2026-12-08']);
  expect(partAmong(weeks, 'visits@2026-12-15-0900', reader)).toBe('2026-12-15 09:00');
});
