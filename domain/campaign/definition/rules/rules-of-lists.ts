import { isTrack, type Step, TRACK_STEPS } from '../../../list/steps';
import { type Sentence, sentence } from '../../../text/refusal';
import type { Definition, ListDefinition } from '../definition';
import type { Finding } from '../definition-problems';
import { unknown } from './rules-of-references';

/** @returns findings about lists that nobody could fill, and asks for a step that the list does not have. */
export function listFindings(definition: Definition): Finding[] {
  const { lists } = definition;
  return [
    ...Object.entries(lists).flatMap(([name, list]) => findingsOf(definition, list, ['lists', name])),
    ...askFindings(definition),
    ...milestoneFindings(definition),
    ...personalFindings(definition),
  ];
}

function findingsOf(definition: Definition, list: ListDefinition, path: PropertyKey[]): Finding[] {
  const { lists, standards } = definition;
  const categories = standards.map(({ category }) => category);
  return [
    ...list.categories.flatMap((category, at) =>
      unknown('word-category', category, categories, [...path, 'categories', at]),
    ),
    ...(isTrack(list.track)
      ? []
      : [{ path: [...path, 'track'], allowed: TRACK_STEPS.join(', '), said: sentence('track-out-of-order') }]),
    ...(list.once?.across ?? []).flatMap((other, at) =>
      unknown('word-list', other, Object.keys(lists), [...path, 'once', 'across', at]),
    ),
    ...(typeof list.publish === 'string'
      ? []
      : Object.keys(list.publish).flatMap((category) =>
          unknown('word-category', category, list.categories, [...path, 'publish', category]),
        )),
    ...postingFindings(definition, list, path),
    ...pairFindings(list, path),
    ...helpFindings(list, path),
    ...rowFindings(definition, list, path),
  ];
}

/** Only pairs have helpers who support them, and only their deeds are counted. */
function pairFindings({ of, track, minimum }: ListDefinition, path: PropertyKey[]): Finding[] {
  const supports = track.includes('support');
  if (supports && of !== 'pair')
    return [{ path: [...path, 'of'], allowed: 'pair', said: sentence('support-without-pairs') }];
  return minimum.length > 0 && !supports
    ? [{ path: [...path, 'minimum'], allowed: 'support', said: sentence('minimum-without-support'), atKey: true }]
    : [];
}

/** A delivery says in which ways it helps, each of them once. */
function helpFindings({ helps = [], track }: ListDefinition, path: PropertyKey[]): Finding[] {
  if (helps.length > 0 && !track.includes('deliver'))
    return [{ path: [...path, 'helps'], allowed: 'deliver', said: sentence('helps-without-delivery'), atKey: true }];
  const values = helps.map(({ value }) => value);
  return values.flatMap((value, at) =>
    values.indexOf(value) === at
      ? []
      : [{ path: [...path, 'helps', at, 'value'], found: value, allowed: '', said: sentence('help-twice') }],
  );
}

/** A list is announced by a posting, and a posting announces. */
function postingFindings({ forms }: Definition, list: ListDefinition, path: PropertyKey[]): Finding[] {
  const { track, posting, row } = list;
  const announces = track.includes('announce');
  if (announces && posting !== undefined) {
    const open = (forms[row ?? '']?.fields ?? []).flatMap(({ id, personal }) => (personal === undefined ? [id] : []));
    return [
      ...(posting.group === undefined
        ? []
        : unknown('word-open-field', posting.group, open, [...path, 'posting', 'group'])),
      ...Object.keys(posting.labels ?? {}).flatMap((category) =>
        unknown('word-category', category, list.categories, [...path, 'posting', 'labels', category]),
      ),
    ];
  }
  if (announces === (posting !== undefined)) return [];
  const said = sentence(announces ? 'announce-without-posting' : 'posting-without-announce');
  return [{ path: announces ? path : [...path, 'posting'], allowed: sentence('announce-and-posting'), said }];
}

function rowFindings({ forms }: Definition, list: ListDefinition, path: PropertyKey[]): Finding[] {
  const { row, rows, heads } = list;
  if (rows === 'none')
    return row === undefined
      ? []
      : [{ path: [...path, 'row'], allowed: sentence('no-row-form'), said: sentence('row-of-no-rows'), atKey: true }];
  if (row === undefined) return [{ path, allowed: Object.keys(forms).join(', '), said: sentence('rows-without-form') }];
  const form = forms[row];
  if (!form) return unknown('word-form', row, Object.keys(forms), [...path, 'row']);
  const names = form.fields.filter(({ personal, required }) => personal === 'name' && required);
  const numbers = form.fields.flatMap(({ id, type }) => (type === 'integer' ? [id] : []));
  return [
    ...(names.length === 1
      ? []
      : [
          {
            path: [...path, 'row'],
            allowed: sentence('one-name-field'),
            said: sentence('row-without-name', { form: row }),
          },
        ]),
    ...(heads === undefined ? [] : unknown('word-row-field', heads, numbers, [...path, 'heads'])),
  ];
}

/** What units may be asked to do with a list. */
const stepsOf = ({ track, tell }: ListDefinition): Step[] => [...track, ...(tell ? ['tell' as const] : [])];

const askFindings = ({ stages, lists }: Definition): Finding[] =>
  stages.flatMap(({ asks }, s) =>
    asks.flatMap(({ list, does }, a) => {
      if (list === undefined || does === undefined) return [];
      const path = ['stages', s, 'asks', a];
      const found = lists[list];
      return found
        ? unknown('word-step', does, stepsOf(found), [...path, 'does'])
        : unknown('word-list', list, Object.keys(lists), [...path, 'list']);
    }),
  );

/** A milestone of the quota stands where units propose rows that need slots. */
const milestoneFindings = ({ stages, lists }: Definition): Finding[] =>
  stages.flatMap(({ asks, milestones }, s) =>
    asks.some(({ list, does }) => does === 'propose' && lists[list ?? '']?.limit === 'quotas')
      ? []
      : milestones.flatMap(({ of }, m) => {
          const path = ['stages', s, 'milestones', m, 'of'];
          return of === 'quota' ? [{ path, allowed: 'units', said: sentence('quota-milestone-alone') }] : [];
        }),
  );

/** Only the rows of a list seal what they hold; in a report it would lie open. */
function personalFindings({ forms, lists, stages }: Definition): Finding[] {
  const ofRows = new Set(Object.values(lists).map(({ row }) => row));
  const asked = new Set(stages.flatMap(({ asks }) => asks.map(({ form }) => form)));
  return Object.entries(forms).flatMap(([name, { fields }]) =>
    fields.flatMap(({ personal, type }, at): Finding[] => {
      if (personal === undefined) return [];
      const path = ['forms', name, 'fields', at, 'personal'];
      const said = personalFault({ isRow: ofRows.has(name), isAsked: asked.has(name), isText: type === 'text' });
      return said ? [{ path, allowed: sentence('personal-in-rows'), said, atKey: true }] : [];
    }),
  );
}

function personalFault({ isRow, isAsked, isText }: Record<'isRow' | 'isAsked' | 'isText', boolean>): Sentence | null {
  if (!isRow || isAsked) return sentence('personal-outside-rows');
  return isText ? null : sentence('personal-not-text');
}
