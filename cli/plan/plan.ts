import { defineCommand } from 'citty';
import { longMessages, segmentsOf } from '../../delivery/words/plan-segments';
import { compile } from '../../domain/campaign/compile/compile';
import type { Language } from '../../domain/campaign/definition/definition';
import { type Preview, preview } from '../../domain/campaign/preview';
import { rolesNobodyHas } from '../../domain/campaign/preview-audience';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import { loadDefinition } from '../campaign/definition-file';
import { printJson, progress } from '../output';
import { plansSettings } from '../plans-settings';
import { type PrintedPlan, printPlan } from './plan-print';
import { planRegister } from './plan-register';
import { PLAN_TEXTS } from './plan-texts';

export default defineCommand({
  meta: { name: 'plan', description: 'Print the calendar and every message that would go out, without any server' },
  args: {
    file: {
      type: 'positional',
      description: 'Campaign definition (YAML); of several files, their calendars and warnings',
      required: true,
    },
    season: { type: 'string', description: 'First year of the winter, when not the one in the file' },
    register: {
      type: 'string',
      description: 'Folder with regions.csv and contacts.csv; else the sample of that scope, else DATABASE_URL',
    },
    'price-per-segment': { type: 'string', description: 'Yuan for one SMS segment, for example 0.045' },
    en: { type: 'boolean', description: 'Print in English' },
    json: { type: 'boolean', description: 'One JSON document on standard output; an array of several files' },
  },
  async run({ args }) {
    const planned: PrintedPlan[] = [];
    for (const file of args._)
      planned.push(
        await planOf(file, {
          season: args.season,
          folder: args.register,
          price: args['price-per-segment'],
          english: args.en ?? false,
        }),
      );
    const documents = planned.map(({ plan, preview: { lines, totals }, cost }) => ({
      ...plan,
      messages: lines,
      totals,
      cost,
    }));
    if (args.json) printJson(documents.length === 1 ? documents[0] : documents);
    else for (const one of planned) printPlan(one, { messages: planned.length === 1 });
  },
});

interface PlanAsked {
  season: string | undefined;
  /** Of the register. */
  folder: string | undefined;
  /** Yuan for one SMS segment, as typed. */
  price: string | undefined;
  english: boolean;
}

/** Compiles the definition of a file, and adds the warnings that only its register or its texts show. */
async function planOf(file: string, { season, folder, price, english }: PlanAsked): Promise<PrintedPlan> {
  const read = await loadDefinition(file, { season, ...(english && { language: 'en' }) });
  const language: Language = english ? 'en' : read.definition.language;
  // Names and warnings of a plan are in the language of its definition, so the reader's language is put there.
  const definition = { ...read.definition, language };
  const register = await planRegister({ scope: definition.scope, folder });
  progress(`${PLAN_TEXTS[language].register}: ${register.from}`);
  const settings = plansSettings();
  const { regions, kinds } = register;
  const plan = await read.inFile(() => compile({ definition, regions, kinds }));
  const previewed = preview({ plan, ...register, segmentsOf: segmentsOf(read.definition, settings) });
  const found = [...rolesNobodyHas(plan, register.reach), ...longMessages(read.definition, plan, settings)];
  const worded = found.map((warning) => tellIn(language, warning));
  const warnings = [...new Set([...read.warnings, ...plan.warnings, ...worded])];
  const cost = costOf(previewed, price);
  return { definition, plan: { ...plan, warnings }, preview: previewed, cost, language, kinds };
}

function costOf({ totals }: Preview, price: string | undefined): number | null {
  if (price === undefined) return null;
  const yuan = Number(price);
  if (!(yuan >= 0)) throw new Refused(sentence('option-not-price', { found: price }));
  return Math.round(totals.segments * yuan * 100) / 100;
}
