import { defineCommand } from 'citty';
import { wholeNumber } from '../arguments';
import { printJson, printTable, progress } from '../output';

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
  },
});
