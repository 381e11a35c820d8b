import type { Field, Language, Repeat, RungDefinition } from '../../../domain/campaign/definition/definition';
import { STAGE_KIND_NAMES, type StageKind, stageKind } from '../../../domain/campaign/stage-kinds';
import { kindName, type RegionKind } from '../../../domain/people/region-kinds';
import { FIELD_TYPES, type FieldType, kindOf } from '../../../domain/report/field-kinds';
import { rungKind, WRITTEN_KINDS, type WrittenKind } from '../../../domain/round/rung-kinds';
import { COLOUR_NAMES, HAZARD_NAMES } from '../../../domain/warning/alert/titles';
import { COLOURS, type Colour, HAZARDS, type Hazard } from '../../../domain/warning/feed/warning';
import { levelWord, stateWord } from '../shell/state-words';
import { type Say, textOf } from '../words';
import type { Option } from './inputs/inputs';

/** Names of a definition's possible values, for people. */
type Pair = readonly [zh: string, en: string];
type Words<Value extends string> = Record<Value, Pair>;

const COUNTED: Words<NonNullable<Field['counts']>['what']> = {
  households: ['户数', 'households'],
  persons: ['人数', 'persons'],
  occasions: ['人次', 'occasions'],
  cash: ['慰问金', 'cash'],
  goods: ['慰问品价值', 'value of goods'],
};
const CHANNELS: Words<RungDefinition['channels'][number]> = { sms: ['短信', 'SMS'], email: ['邮件', 'e-mail'] };
const SENDS: Words<RungDefinition['send']> = {
  first: ['能送到的第一种', 'the first that reaches'],
  each: ['每一种都发', 'each of them'],
};

const DAYS_OFF: Words<Repeat['daysOff']> = {
  keep: ['休息日照常', 'days off too'],
  skip: ['休息日不开', 'not on days off'],
  next: ['休息日顺延到下一个工作日', 'after days off on the next working day'],
};
const WEEKDAYS: Words<NonNullable<Repeat['weeklyOn']>[number]> = {
  monday: ['周一', 'Monday'],
  tuesday: ['周二', 'Tuesday'],
  wednesday: ['周三', 'Wednesday'],
  thursday: ['周四', 'Thursday'],
  friday: ['周五', 'Friday'],
  saturday: ['周六', 'Saturday'],
  sunday: ['周日', 'Sunday'],
};

const optionsOf = <Value extends string>(words: Words<Value>, say: Say): Option<Value>[] =>
  Object.entries<Pair>(words).map(([value, pair]) => ({ value: value as Value, label: say(...pair) }));

export const stageKinds = (language: Language): Option<StageKind>[] =>
  STAGE_KIND_NAMES.map((value) => ({ value, label: textOf(stageKind(value).name, language) }));
export const daysOff = (say: Say) => optionsOf(DAYS_OFF, say);
export const weekdays = (say: Say) => optionsOf(WEEKDAYS, say);
export const fieldTypes = (language: Language): Option<FieldType>[] =>
  FIELD_TYPES.map((value) => ({ value, label: textOf(kindOf(value).name, language) }));
export const counted = (say: Say) => optionsOf(COUNTED, say);
export const channels = (say: Say) => optionsOf(CHANNELS, say);
export const sends = (say: Say) => optionsOf(SENDS, say);
export const rungKinds = (language: Language): Option<WrittenKind>[] =>
  WRITTEN_KINDS.map((value) => ({ value, label: textOf(rungKind(value).name, language) }));
export const levels = (say: Say): Option<number>[] =>
  [0, 1, 2, 3, 4, 5].map((up) => ({ value: up, label: levelWord(up, say) }));
/** Kinds that may be asked, and the present one in any case. */
export const regionKinds = (kinds: readonly RegionKind[], chosen: string, language: Language): Option<string>[] =>
  [
    ...kinds.filter(({ asked, code }) => asked || code === chosen).map(({ code }) => code),
    ...(kinds.some(({ code }) => code === chosen) ? [] : [chosen]),
  ].map((value) => ({ value, label: kindName(kinds, value, language) }));
export const hazards = (language: Language): Option<Hazard>[] =>
  HAZARDS.map((value) => ({ value, label: textOf(HAZARD_NAMES[value], language) }));
export const colours = (language: Language): Option<Colour>[] =>
  COLOURS.map((value) => ({ value, label: textOf(COLOUR_NAMES[value], language) }));

/** @returns messages by their word; those of the campaign's own by their name */
export const messageOptions = (names: readonly string[], say: Say): Option<string>[] =>
  names.map((value) => ({ value, label: stateWord('rung', value, say).word }));
