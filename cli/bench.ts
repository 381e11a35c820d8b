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
    delivery: defineCommand({
      meta: { name: 'delivery', description: 'SMS and e-mail through the queues, against bare clients' },
      args: {
        sms: { type: 'string', description: 'How many SMS', default: '30000' },
        email: { type: 'string', description: 'How many e-mails', default: '10000' },
        claims: { type: 'string', description: 'How many rows to claim and settle', default: '30000' },
        waiting: { type: 'string', description: 'How many wait while one is urgent', default: '200000' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args: { sms, email, claims, waiting, json } }) {
        const { delivery } = await import('../test/bench/delivery');
        const sizes = { sms: Number(sms), email: Number(email), claims: Number(claims), waiting: Number(waiting) };
        await delivery({ ...sizes, json: Boolean(json) });
      },
    }),
  },
});
