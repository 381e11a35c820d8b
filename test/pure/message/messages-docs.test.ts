import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { ALL_TRANSITIONS, MESSAGE_STATES, REASONS } from '../../../domain/message/message-states';

const lines = readFileSync(join(ROOT, 'docs/messages.md'), 'utf8').split('\n');
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const inCode = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word);

/** Rows below the head, up to the next blank line. */
function tableUnder(head: string): string[][] {
  const start = lines.indexOf(head);
  const end = lines.indexOf('', start);
  return lines.slice(start + 2, end).map(cellsOf);
}

test('the transitions in docs/messages.md are those of the program, all of them', () => {
  const documented = tableUnder('| event | before | after |').flatMap(([event = '', before = '', after = '']) =>
    inCode(before).map((state) => [inCode(event)[0], state, inCode(after)[0]].join(' ')),
  );
  const real = ALL_TRANSITIONS.map(({ event, before, after }) => [event, before, after].join(' '));
  expect(documented.sort()).toEqual(real.sort());
});

test('it explains every state and every reason', () => {
  const states = tableUnder('| state | 状态 | means |').map(([state = '']) => inCode(state)[0]);
  expect(states).toEqual([...MESSAGE_STATES]);
  const reasons = tableUnder('| reason | 原因 | means |').map(([reason = '', chinese, english]) => [
    inCode(reason)[0],
    { 'zh-CN': chinese, en: english },
  ]);
  expect(Object.fromEntries(reasons)).toEqual(REASONS);
});
