import { defineCommand } from 'citty';
import { keepUp } from './keep-up';
import { bringUpSystem } from './stack';

export default defineCommand({
  meta: {
    name: 'up',
    description: 'Start everything on this machine and keep it running until Ctrl-C; what `npm start` does',
  },
  args: { json: { type: 'boolean', description: 'Print the addresses as one JSON document' } },
  run: async ({ args }) => keepUp(bringUpSystem, Boolean(args.json)),
});
