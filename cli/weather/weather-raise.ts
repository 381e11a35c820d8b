import { defineCommand } from 'citty';
import { DateTime } from 'luxon';
import { type Answered, cancelWarning, raiseWarning } from '../../actions/warnings';
import type { Instant } from '../../domain/instant';
import { printable } from '../../domain/text/printable';
import { Refused, sentence } from '../../domain/text/refusal';
import { warningTitle } from '../../domain/warning/alert/titles';
import { COLOURS, HAZARDS } from '../../domain/warning/feed/warning';
import { topRegions } from '../../store/people/regions';
import { liveWarnings } from '../../store/warning/warnings';
import { printJson, printTable } from '../output';
import { deciding, inWeather, oneOf, scopeArgs } from './weather-scope';

const RAISABLE = HAZARDS.filter((hazard) => hazard !== 'other');

export const raise = defineCommand({
  meta: { name: 'raise', description: 'Raise a warning yourself, for example when the office telephones' },
  args: {
    hazard: { type: 'string', description: RAISABLE.join(', '), required: true },
    colour: { type: 'string', description: COLOURS.join(', '), required: true },
    areas: { type: 'string', description: 'Codes of regions of the register, separated by commas', required: true },
    ends: { type: 'string', description: 'When the weather ends, for example "2026-12-15 08:00" (in China)' },
    headline: { type: 'string', description: 'What people are told; made from hazard and colour when left out' },
    issuer: { type: 'string', description: 'The office that warns', default: '值班室' },
    ...scopeArgs,
  },
  async run({ args }) {
    const hazard = oneOf('--hazard', args.hazard, RAISABLE);
    const colour = oneOf('--colour', args.colour, COLOURS);
    const raised = {
      hazard,
      colour,
      areas: args.areas.split(/[,，、\s]+/).filter((code) => code !== ''),
      endsAt: args.ends ? moment(args.ends) : null,
      headline: printable(args.headline ?? '') || warningTitle(hazard, colour)['zh-CN'],
      issuer: printable(args.issuer),
    };
    await inWeather(args.campaign, async (weather) => print(await raiseWarning(deciding(weather, args), raised), args));
  },
});

export const cancel = defineCommand({
  meta: { name: 'cancel', description: 'End a warning yourself, whichever feed it came from' },
  args: {
    event: { type: 'positional', description: 'Number of the event, as `weather live` shows it', required: true },
    ...scopeArgs,
  },
  run: ({ args }) =>
    inWeather(args.campaign, async (weather) =>
      print(await cancelWarning(deciding(weather, args), { event: Number(args.event) }), args),
    ),
});

export const live = defineCommand({
  meta: { name: 'live', description: 'The warnings that hold now' },
  args: { region: { type: 'string', description: 'Code of a region; the whole register when left out' }, ...scopeArgs },
  run: ({ args }) =>
    inWeather(args.campaign, async ({ sql, scope, at }) => {
      const regions = args.region ? [args.region] : (await topRegions(sql)).map(({ code }) => code);
      const found = await Promise.all(regions.map((region) => liveWarnings(sql, { scope, region, now: at })));
      const warnings = [...new Map(found.flat().map((warning) => [warning.event, warning])).values()];
      if (args.json) return printJson(warnings);
      printTable(
        ['event', 'hazard', 'colour', 'since', 'ends', 'regions', 'headline'],
        warnings.map(({ event, hazard, colour, onsetAt, endsAt, regions: codes, headline, drill }) => [
          event,
          hazard,
          colour,
          onsetAt,
          endsAt,
          codes.join(', '),
          `${drill ? '【演练】' : ''}${headline}`,
        ]),
      );
    }),
});

function print({ workflows, ...taken }: Answered, { json }: { json?: boolean | undefined }): void {
  const { touched } = taken;
  if (json) {
    printJson({ ...taken, workflows });
    return;
  }
  const changes = touched.map(
    ({ event, change, hazard, regions }) => `event ${event} ${change}: ${hazard} in ${regions.join(', ')}\n`,
  );
  process.stdout.write(`${changes.join('')}${workflows.length} alerts were started or told.\n`);
}

/** A time without an offset is China's. */
function moment(text: string): Instant {
  const at = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: 'Asia/Shanghai' });
  if (!at.isValid) throw new Refused(sentence('weather-no-time', { text }));
  return at.toUTC().toISO();
}
