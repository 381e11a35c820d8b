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
import { printPlan } from './plan-print';
import { planRegister } from './plan-register';
import { PLAN_TEXTS } from './plan-texts';

export default defineCommand({
  meta: { name: 'plan', description: 'Print the calendar and every message that would go out, without any server' },
  args: {
    file: { type: 'positional', description: 'Campaign definition (YAML)', required: true },
    season: { type: 'string', description: 'First year of the winter, when not the one in the file' },
    register: {
      type: 'string',
      description: 'Folder with regions.csv and contacts.csv; else the sample of that scope, else DATABASE_URL',
    },
    'price-per-segment': { type: 'string', description: 'Yuan for one SMS segment, for example 0.045' },
    en: { type: 'boolean', description: 'Print in English' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const read = await loadDefinition(args.file, {
      season: args.season,
      ...(args.en && { language: 'en' }),
    });
    const language: Language = args.en ? 'en' : read.definition.language;
    // Names and warnings of a plan are in the language of its definition, so the reader's language is put there.
    const definition = { ...read.definition, language };
    const register = await planRegister({ scope: definition.scope, folder: args.register });
    progress(`${PLAN_TEXTS[language].register}: ${register.from}`);
    const settings = plansSettings();
    const { regions, kinds } = register;
    const plan = await read.inFile(() => compile({ definition, regions, kinds }));
    const previewed = preview({ plan, ...register, segmentsOf: segmentsOf(read.definition, settings) });
    const cost = costOf(previewed, args['price-per-segment']);
    const found = [...rolesNobodyHas(plan, register.reach), ...longMessages(read.definition, plan, settings)];
    const worded = found.map((warning) => tellIn(language, warning));
    const warnings = [...new Set([...read.warnings, ...plan.warnings, ...worded])];
    if (args.json) printJson({ ...plan, warnings, messages: previewed.lines, totals: previewed.totals, cost });
    else printPlan({ definition, plan: { ...plan, warnings }, preview: previewed, cost, language, kinds });
  },
});

function costOf({ totals }: Preview, price: string | undefined): number | null {
  if (price === undefined) return null;
  const yuan = Number(price);
  if (!(yuan >= 0)) throw new Refused(sentence('option-not-price', { found: price }));
  return Math.round(totals.segments * yuan * 100) / 100;
}
