import fc from 'fast-check';
import { normalName } from '../../../domain/people/normal-name';
import { detailsThatDiffer, hintOf, type PersonDetails, shownOf } from '../../../domain/people/person';
import { RELATIONS, type Relation, relationName, relationOf } from '../../../domain/people/relations';

const PERSON: PersonDetails = {
  ...{ name: '甘晓晴', idNumber: '11010519491231002X', born: '1949-12-31' },
  ...{ phone: '19900001234', address: '甘家组 7 号', account: null },
};

test.each([
  ['王小明', ['王 小明', ' 王小明\t', '王\u3000小\u200B明', '\uFEFF王小明']],
  [
    '阿依古丽·买买提',
    ['阿依古丽•买买提', '阿依古丽．买买提', '阿依古丽・买买提', '阿依古丽.买买提', '阿依古丽 · 买买提'],
  ],
  ['li na', ['LI NA', 'Ｌｉ　Ｎａ', 'LiNa']],
  // One character of Unicode's for compatibility, and the one in use.
  ['金', ['\uF90A']],
])('%s is one name however it is typed', (name, ways) => {
  for (const way of ways) expect(normalName(way)).toBe(normalName(name));
});

test('different names stay different, and a name in its one form stays as it is', () => {
  expect(normalName('王小明')).not.toBe(normalName('王晓明'));
  expect(normalName('阿依古丽·买买提')).not.toBe(normalName('阿依古丽买买提'));
  const names = fc.string({ unit: 'grapheme' });
  const once = (name: string) => normalName(normalName(name)) === normalName(name);
  fc.assert(fc.property(names, once), { examples: [['˘ﹲ']] });
});

test('a hint is name, year of birth and township, and nothing without a birthday', () => {
  const hint = hintOf(PERSON, '91');
  expect(hintOf({ ...PERSON, name: '甘 晓晴', born: '1949-01-01' }, '91')).toBe(hint);
  for (const other of [
    hintOf(PERSON, '92'),
    hintOf({ ...PERSON, born: '1950-12-31' }, '91'),
    hintOf({ ...PERSON, name: '甘晓青' }, '91'),
  ])
    expect(other).not.toBe(hint);
  expect(hintOf({ ...PERSON, born: null }, '91')).toBeNull();
});

test('only what is given can differ from what is known', () => {
  expect(detailsThatDiffer(PERSON, PERSON)).toEqual([]);
  expect(detailsThatDiffer(PERSON, { ...PERSON, phone: null, address: null, born: null })).toEqual([]);
  expect(detailsThatDiffer(PERSON, { ...PERSON, account: '62', phone: '1' })).toEqual(['phone', 'account']);
});

test('people are shown masked, enterprises and places whole', () => {
  expect([shownOf('person', '甘晓晴'), shownOf('person', '欧阳修远')]).toEqual(['甘**', '欧阳**']);
  expect([shownOf('enterprise', ' 甘记面馆 '), shownOf('place', '甘家组取水点')]).toEqual(['甘记面馆', '甘家组取水点']);
});

test('a relation is known by its code, by the word of the standard, and by what registers write', () => {
  for (const [code, word] of Object.entries(RELATIONS))
    expect([relationOf(code), relationOf(word)]).toEqual([code, code]);
  for (const relation of Object.keys(RELATIONS) as Relation[]) expect(relationName(relation, 'en')).toMatch(/^[a-z]/);
  expect(['户主', '妻子', '女儿', '１０'].map(relationOf)).toEqual(['02', '12', '30', '10']);
  expect(relationOf('邻居')).toBeNull();
});
