import { defineCommand } from 'citty';
import { keepUp } from './keep-up';
import { bringUpWatched } from './watched';

export default defineCommand({
  meta: {
    name: 'dev',
    description: 'As `up`, and what is changed in the checkout runs at once; what `npm run dev` does',
  },
  args: { json: { type: 'boolean', description: 'Print the addresses as one JSON document' } },
  run: async ({ args }) => keepUp(bringUpWatched, Boolean(args.json)),
});
