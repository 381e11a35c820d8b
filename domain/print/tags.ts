import type { Placeholder, Print } from './prints';

/** A placeholder as it stands in a template. */
export interface Tag {
  name: string;
  /** As `{#NAME}` begins a part, as `{/NAME}` ends it, or alone. */
  stands: 'begins' | 'ends' | 'alone';
}

/** What a template says, held against its printed form. */
export interface TemplateCheck {
  /** Placeholders that it has. */
  has: string[];
  /** Those that the form offers, and it does not use. */
  lacks: string[];
  /** Of these, those without which it is no such form. */
  needed: string[];
  /** What the form does not know: it would stay empty. */
  unknown: string[];
  /** Placeholders outside of the part that gives them a value, with that part. */
  outside: { name: string; inside: string }[];
  /** Parts that begin and do not end, or the other way. */
  unclosed: string[];
}

/** @returns whether the template may be used */
export const isFit = ({ needed, unknown, outside, unclosed }: TemplateCheck): boolean =>
  [needed, unknown, outside, unclosed].every(({ length }) => length === 0);

/** @param tags in the order of the template @returns what fits the form, and what does not */
export function checkTags({ placeholders }: Print, tags: readonly Tag[]): TemplateCheck {
  const known = new Map<string, Placeholder>(placeholders.map((one) => [one.name, one]));
  const has = new Set<string>();
  const unknown = new Set<string>();
  const unclosed = new Set<string>();
  const outside = new Map<string, string>();
  const open: string[] = [];
  for (const { name, stands } of tags) {
    if (stands === 'ends') {
      // As Word users write them, `{/}` ends the last part.
      const begun = open.pop();
      if (begun === undefined || (name !== '' && name !== begun)) unclosed.add(name);
      continue;
    }
    const found = known.get(name);
    if (!found || (found.kind === 'each' || found.kind === 'when') !== (stands === 'begins')) unknown.add(name);
    else {
      has.add(name);
      if (found.inside !== undefined && !open.includes(found.inside)) outside.set(name, found.inside);
    }
    if (stands === 'begins') open.push(name);
  }
  for (const name of open) unclosed.add(name);
  const lacking = placeholders.filter(({ name }) => !has.has(name));
  return {
    has: [...has],
    lacks: lacking.map(({ name }) => name),
    needed: lacking.filter(({ needed }) => needed).map(({ name }) => name),
    unknown: [...unknown],
    outside: [...outside].map(([name, inside]) => ({ name, inside })),
    unclosed: [...unclosed],
  };
}
