import { defineCommand } from 'citty';
import { decideDuty } from '../../actions/warnings';
import { printable } from '../../domain/text/printable';
import { COLOURS, HAZARDS } from '../../domain/warning/feed/warning';
import { clues, openDutyItems } from '../../store/warning/duty-items';
import { terminalLanguage } from '../language';
import { printJson, printTable } from '../output';
import { deciding, inWeather, oneOf, scopeArgs } from './weather-scope';

const list = defineCommand({
  meta: { name: 'list', description: 'What no machine may decide about warnings' },
  args: scopeArgs,
  run: ({ args }) =>
    inWeather(args.campaign, async ({ sql, scope }) => {
      const items = await openDutyItems(sql, { scope });
      if (args.json)
        return printJson(items.map((item) => ({ ...item, proposal: clues(item.proposal, terminalLanguage()) })));
      printTable(
        ['number', 'question', 'since', 'from', 'about', 'proposal'],
        items.map(({ id, kind, openedAt, source, headline, about, proposal }) => [
          id,
          kind,
          openedAt,
          source,
          headline ?? about,
          inWords(clues(proposal, terminalLanguage())),
        ]),
      );
    }),
});

const decide = defineCommand({
  meta: { name: 'decide', description: 'Answer a question; the warning is then taken anew' },
  args: {
    item: { type: 'positional', description: 'Number of the question', required: true },
    areas: { type: 'string', description: 'Codes of the regions that are meant, separated by commas' },
    hazard: { type: 'string', description: HAZARDS.filter((hazard) => hazard !== 'other').join(', ') },
    colour: { type: 'string', description: COLOURS.join(', ') },
    note: { type: 'string', description: 'Why; without anything else the question is only closed' },
    ...scopeArgs,
  },
  async run({ args }) {
    const hazard = args.hazard && oneOf('--hazard', args.hazard, HAZARDS);
    const colour = args.colour && oneOf('--colour', args.colour, COLOURS);
    const decision = {
      ...(args.areas && { regions: args.areas.split(/[,，、\s]+/).filter((code) => code !== '') }),
      ...(hazard && { hazard }),
      ...(colour && { colour }),
      ...(args.note && { note: printable(args.note) }),
    };
    await inWeather(args.campaign, async (weather) => {
      const { touched, workflows } = await decideDuty(deciding(weather, args), { item: Number(args.item), decision });
      if (args.json) return printJson({ touched, workflows });
      const changes = touched.map(({ event, change }) => `event ${event} ${change}`);
      process.stdout.write(`Question ${args.item} is closed. ${changes.join(', ') || 'Nothing changed'}.\n`);
    });
  },
});

const inWords = (proposal: ReturnType<typeof clues>): string =>
  Object.entries(proposal)
    .filter(([, value]) => value !== null && String(value) !== '')
    .map(([name, value]) => `${name} ${Array.isArray(value) ? shortened(value) : value}`)
    .join('; ');

/** Shortens a list to a line of a terminal. */
const shortened = (codes: readonly string[]): string =>
  codes.length > 6 ? `${codes.slice(0, 6).join(', ')} and ${codes.length - 6} more` : codes.join(', ');

export default defineCommand({
  meta: { name: 'duty', description: "The duty officer's list" },
  subCommands: { list, decide },
});
