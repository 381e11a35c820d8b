import { defineCommand } from 'citty';
import { surviveLostSockets } from '../../store/db/lost-socket';
import { wholeNumber } from '../arguments';
import { interruption } from '../interruption';
import { printJson, printTable, progress } from '../output';

/** @throws Error that names all kinds, for a name of none */
function nameAmong<Kind extends string>(kinds: readonly Kind[], name: string): Kind {
  const found = kinds.find((kind) => kind === name);
  if (found) return found;
  throw new Error(`There is no kind of fault "${name}": there are ${kinds.join(', ')}`);
}

/** Breaks delivery on purpose, on its own servers; a running system is not affected. */
export default defineCommand({
  meta: { name: 'chaos', description: 'Kill and restart what delivery stands on, and count what was lost or doubled' },
  subCommands: {
    delivery: defineCommand({
      meta: {
        name: 'delivery',
        description: 'Workers, Redis, Postgres and the provider, at every step of a message',
      },
      args: {
        messages: { type: 'string', description: 'Messages in each scenario', default: '300' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args }) {
        const { breakDelivery } = await import('../../test/chaos/delivery');
        const outcomes = await breakDelivery(
          wholeNumber('messages', args.messages),
          ({ scenario, broken, lost, doubled }) => progress(`${scenario}: ${broken}: lost ${lost}, doubled ${doubled}`),
        );
        const lost = outcomes.reduce((sum, outcome) => sum + outcome.lost, 0);
        const doubled = outcomes.reduce((sum, outcome) => sum + outcome.doubled, 0);
        if (args.json) printJson({ outcomes, lost, doubled });
        else {
          printTable(
            ['scenario', 'what was done when', 'messages', 'lost', 'doubled'],
            outcomes.map((one) => [one.scenario, one.broken, one.messages, one.lost, one.doubled]),
          );
          process.stdout.write(`lost ${lost}, doubled ${doubled}\n`);
        }
        if (lost + doubled > 0) process.exitCode = 1;
      },
    }),
    season: defineCommand({
      meta: {
        name: 'season',
        description: 'Play a whole campaign again and again while processes, servers, network and clocks break',
      },
      args: {
        minutes: { type: 'string', description: 'How long things break', default: '3' },
        seed: { type: 'string', description: 'The same number breaks the same things at the same times', default: '1' },
        campaign: {
          type: 'string',
          description: 'A shipped campaign, such as liangshan-winter, instead of a short one',
        },
        only: { type: 'string', description: 'Only these kinds of fault, with commas between, such as kill,restart' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args }) {
        // Its driver reads the Postgres that it restarts.
        surviveLostSockets();
        const { shippedUnderChaos, shortSeasonUnderChaos } = await import('../../test/chaos/season/campaign');
        const { FAULT_KINDS } = await import('../../test/chaos/season/fault');
        const interrupted = interruption();
        const how = {
          seed: wholeNumber('seed', args.seed),
          minutes: wholeNumber('minutes', args.minutes),
          kinds: args.only?.split(',').map((name) => nameAmong(FAULT_KINDS, name)),
          log: progress,
          signal: interrupted.signal,
        };
        const { wrong, ...chaos } = await (args.campaign
          ? shippedUnderChaos(args.campaign, how)
          : shortSeasonUnderChaos(how));
        interrupted.forget();
        const { faults, ...counted } = chaos;
        if (args.json) printJson({ ...faults, ...counted, wrong });
        else
          printTable(
            ['what', 'how many'],
            Object.entries({ ...faults, ...counted }).map(([what, n]) => [what, String(n)]),
          );
        for (const line of wrong) progress(line);
        if (chaos.kept !== null) process.exitCode = 1;
      },
    }),
  },
});
