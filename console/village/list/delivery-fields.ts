import { type Field, type Language, say } from '../../../domain/campaign/definition/definition';
import { MARKS, type ProxyRelation, RESTS, WAYS_TO_DELIVER } from '../../../domain/ledger/delivery';
import type { DueLine } from '../../../domain/ledger/due-lines';
import { NO_ID } from '../../../domain/people/person';
import { unitAfter } from '../../../domain/text/counted';
import { words } from '../../shell/words/words';
import { type Words, zh } from '../../shell/words/words.zh';

/** Names of the controls that tell how one row was handed what is due to it. The script of the page has the same. */
export const GIVE = {
  /** Before the name of an item: how much of it. */
  thing: 'row-give-',
  /** Before a way of helping: whether it was one. */
  help: 'row-help-',
  rest: 'row-rest',
  how: 'row-how',
  mark: 'row-mark',
  sheet: 'row-sheet',
  witnesses: ['row-witness-1', 'row-witness-2'],
  name: 'row-proxy-name',
  relation: 'row-proxy-relation',
  why: 'row-proxy-reason',
  idNumber: 'row-proxy-id',
  noId: 'row-proxy-no-id',
  phone: 'row-proxy-phone',
} as const;

/** Before the reason why nothing was handed over, among the reasons why a row is not as stated. */
export const MISSED_FOR = 'missed-';

/** Post and card need nobody's hand. */
export const NO_MARK = 'none';
/** What is left follows at another visit. */
const LATER = 'later';

/** Who signs for somebody else, most often; the rest is another relative. */
const RELATIONS = [
  '10',
  '20',
  '30',
  '28',
  '38',
  '40',
  '50',
  '70',
  '97',
  'neighbour',
  'official',
] as const satisfies readonly ProxyRelation[];

const said = (key: keyof Words) => ({ 'zh-CN': zh[key], en: words.en[key] });
const choices = <T extends string>(prefix: string, of: readonly T[], nameOf: (one: T) => keyof Words) => ({
  id: prefix,
  type: 'choice' as const,
  required: false,
  choices: of.map((value) => ({ value, label: said(nameOf(value)) })),
});
const line = (id: string, label: keyof Words): Field => ({ id, label: said(label), type: 'text', required: false });

/** How it was handed over, and by what it is confirmed. */
export const HOW_FIELDS: readonly Field[] = [
  { ...choices(GIVE.how, WAYS_TO_DELIVER, (one) => `how-${one}`), label: said('giveHow') },
  { ...choices(GIVE.mark, [...MARKS, NO_MARK], (one) => `mark-${one}`), label: said('giveMark') },
];

export const SHEET_FIELD: Field = { id: GIVE.sheet, label: said('sheetPhoto'), type: 'photo', required: false };

export const WITNESS_FIELDS: readonly Field[] = [
  { ...line(GIVE.witnesses[0], 'witnessOne'), hint: said('witnessHint') },
  line(GIVE.witnesses[1], 'witnessTwo'),
];

export const PROXY_FIELDS: readonly Field[] = [
  line(GIVE.name, 'proxyName'),
  { ...choices(GIVE.relation, RELATIONS, (one) => `relation-${one}`), label: said('proxyRelation') },
  line(GIVE.why, 'proxyReason'),
  line(GIVE.idNumber, 'proxyId'),
  {
    ...{ id: GIVE.noId, label: said('proxyNoId'), type: 'choice', required: false },
    choices: Object.entries(NO_ID).map(([value, label]) => ({ value, label })),
  },
  line(GIVE.phone, 'proxyPhone'),
];

export const REST_FIELD: Field = {
  ...choices(GIVE.rest, [LATER, ...RESTS], (one) => `rest-${one}`),
  label: said('giveRest'),
};

/** @returns the field for how much of one thing was handed over; money in yuan */
export const thingField = (line: DueLine & { item: string }): Field => ({
  id: `${GIVE.thing}${line.item}`,
  label: line.name,
  type: line.isMoney ? 'money' : 'integer',
  unit: unitOf(line),
  required: false,
});

/** @returns a quantity as it is typed: money in yuan, without needless decimals */
export const thingText = ({ isMoney, quantity }: Pick<DueLine, 'isMoney' | 'quantity'>): string =>
  String(isMoney ? quantity / 100 : quantity);

/** @returns things in words: 资金 600 元，大米 2 袋 */
export const thingsText = (lines: readonly DueLine[], language: Language): string =>
  lines
    .map(
      (line) => `${say(line.name, language)} ${thingText(line)} ${unitAfter(thingText(line), unitOf(line), language)}`,
    )
    .join(language === 'en' ? ', ' : '，');

const unitOf = ({ isMoney, unit }: DueLine) => (isMoney ? said('yuan') : unit);
