import { begun, changed, redone, undone } from '../../../console/app/wizard/keeping/history';

const typed = (words: readonly (readonly [string, string, number])[]) =>
  words.reduce((history, [about, present, at]) => changed(history, present, { about, at }), begun('a'));

it('letters that follow each other in one part are one step, and what was undone can be done again', () => {
  const history = typed([
    ['name', 'ab', 0],
    ['name', 'abc', 500],
    ['scope', 'abc 9', 900],
    ['name', 'abcd 9', 5000],
  ]);
  const back = undone(history);
  expect([back.present, undone(back).present, undone(undone(back)).present]).toEqual(['abc 9', 'abc', 'a']);
  expect(undone(undone(undone(back))).present).toBe('a');
  expect(redone(back).present).toBe('abcd 9');
  expect(redone(redone(back)).present).toBe('abcd 9');
});

it('a change after an undo is a step of its own, and what had been undone is gone', () => {
  const back = undone(typed([['name', 'ab', 0]]));
  const other = changed(back, 'ax', { about: 'name', at: 100 });
  expect([other.future, undone(other).present]).toEqual([[], 'a']);
});
