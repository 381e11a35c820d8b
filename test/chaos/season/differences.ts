/** More of them say no more. */
const MOST = 30;

/** @returns where two documents differ, by path; empty when they are the same byte for byte */
export function differences(calm: unknown, other: unknown): string[] {
  if (JSON.stringify(calm) === JSON.stringify(other)) return [];
  return [...between('', calm, other)].slice(0, MOST);
}

function* between(path: string, one: unknown, other: unknown): Generator<string> {
  if (isParts(one) && isParts(other)) {
    if (namesOf(one) !== namesOf(other)) yield `${path}: ${short(namesOf(one))} became ${short(namesOf(other))}`;
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
      yield* between(`${path}/${name}`, one[name], other[name]);
  } else if (one !== other) yield `${path}: ${short(one)} became ${short(other)}`;
}

const namesOf = (parts: Record<string, unknown>): string => Object.keys(parts).join(' ');

const isParts = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
