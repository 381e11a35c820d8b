import { readShares } from '../../../cli/rehearse/shares-option';

test('shares are read, or what may be written is said', () => {
  expect(readShares('returned=0.2, objects=1,fewer=0,died=.05')).toEqual({
    ...{ returned: 0.2, objects: 1, fewer: 0, died: 0.05 },
  });
  for (const bad of [
    '',
    'returned',
    'returned=',
    'returned=1.2',
    'returned=-0.1',
    'nobody=0.1',
    'returned=0.1;fewer=1',
  ])
    expect(() => readShares(bad)).toThrow(expect.objectContaining({ code: 'option-not-share' }));
});
