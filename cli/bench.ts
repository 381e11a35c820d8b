import { defineCommand } from 'citty';

/** Benchmarks are not tests: they print ratios measured in one run, and pass no judgement. */
export default defineCommand({
  meta: { name: 'bench', description: 'Measure on this machine, each figure against a baseline in the same run' },
  subCommands: {
    fanout: defineCommand({
      meta: {
        name: 'fanout',
        description: 'The first reminder rung over many villages, against one workflow per village',
      },
      args: {
        villages: { type: 'string', description: 'How many villages', default: '5000' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args }) {
        const { fanout } = await import('../test/bench/fanout');
        await fanout({ villages: Number(args.villages), json: Boolean(args.json) });
      },
    }),
  },
});
