import { type Field, say, type Text } from '../../domain/campaign/definition/definition';
import { partAmong } from '../../domain/campaign/round-part';
import { kindName } from '../../domain/people/region-kinds';
import { unitOf } from '../../domain/report/field-kinds';
import type { ReportContent } from '../document/content';
import type { Locale } from '../document/table';
import { type Word, word, wordFor } from '../document/texts';

/** The names that the report of one campaign uses, in its language. */
export interface Names {
  locale: Locale;
  /** @returns the whole address of a page of the console; null where nobody has said where it is reached */
  address(page: string): string | null;
  word(name: Word): string;
  wordFor(value: string): string;
  say(text: Text): string;
  stage(id: string): string;
  /** Name of the stage; where it has several rounds, also who is asked what and when. */
  round(key: string): string;
  kind(of: string): string;
  form(id: string): string;
  fields(form: string): readonly Field[];
  /** What a field's figure is counted in; null when the form does not say. */
  measure(field: Field): string | null;
}

export function namesOf({
  campaign: { definition, plan },
  kinds,
  titles,
  publicUrl = null,
}: Pick<ReportContent, 'campaign' | 'kinds'> & Partial<Pick<ReportContent, 'titles' | 'publicUrl'>>): Names {
  const { language } = definition;
  const stages = new Map(definition.stages.map((stage) => [stage.id, stage]));
  const formName = (id: string): Text => definition.forms[id]?.name ?? { 'zh-CN': id };
  const names: Names = {
    locale: { language, zone: plan.zone },
    address: (page) => (publicUrl === null ? null : publicUrl.replace(/\/$/, '') + page),
    word: (name) => word(name, language),
    wordFor: (value) => wordFor(value, language),
    say: (text) => say(text, language),
    stage: (id) => {
      const stage = stages.get(id);
      return stage ? say(stage.name, language) : id;
    },
    round: (key) => {
      const title = titles?.get(key);
      return rounds.get(key) ?? (title ? say(title, language) : key);
    },
    kind: (of) => kindName(kinds, of, language),
    form: (id) => say(formName(id), language),
    fields: (form) => definition.forms[form]?.fields ?? [],
    measure: (field) => {
      const unit = unitOf(field);
      return unit ? say(unit, language) : null;
    },
  };
  const rounds = new Map(
    plan.stages.flatMap(({ id, rounds: planned }) => {
      const told = planned.map(({ key, of, form }) => ({ key, of, name: formName(form) }));
      const part = (key: string) => partAmong(told, key, { nameOf: names.kind, language });
      return planned.map(({ key }): [string, string] => [
        key,
        [names.stage(id), part(key)].filter(Boolean).join(' · '),
      ]);
    }),
  );
  return names;
}
