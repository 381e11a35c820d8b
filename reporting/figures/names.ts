import { type Field, say, type Text } from '../../domain/campaign/definition/definition';
import type { RoundPlan } from '../../domain/campaign/plan';
import { occasionInWords } from '../../domain/campaign/round-key';
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
  /** Name of the stage; where it has several rounds, also who is asked and when. */
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
  const rounds = new Map(plan.stages.flatMap((stage) => stage.rounds).map((round) => [round.key, round]));
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
      const round = rounds.get(key);
      const title = titles?.get(key);
      return round ? names.stage(round.stage) + qualifier(round) : title ? say(title, language) : key;
    },
    kind: (of) => kindName(kinds, of, language),
    form: (id) => {
      const form = definition.forms[id];
      return form ? say(form.name, language) : id;
    },
    fields: (form) => definition.forms[form]?.fields ?? [],
    measure: (field) => {
      const unit = unitOf(field);
      return unit ? say(unit, language) : null;
    },
  };
  const qualifier = ({ key, stage, of }: RoundPlan): string => {
    const several = (stages.get(stage)?.asks.length ?? 0) > 1;
    const date = occasionInWords(key);
    return [...(several ? [names.kind(of)] : []), ...(date ? [date] : [])].map((part) => ` · ${part}`).join('');
  };
  return names;
}
