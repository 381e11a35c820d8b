import { defineCommand } from 'citty';
import { keepUp } from './keep-up';
import { bringUpSystem } from './stack';

export default defineCommand({
  meta: {
    name: 'up',
    description: 'Start everything on this machine and keep it running until Ctrl-C; what `npm start` does',
  },
  args: {
    temporal: {
      type: 'enum',
      options: ['sqlite', 'postgres'],
      description: 'Where Temporal stores, in a new folder: its development server, or the server of production',
    },
    json: { type: 'boolean', description: 'Print the addresses as one JSON document' },
  },
  async run({ args: { temporal: TEMPORAL_STORE, json } }) {
    const chosen = TEMPORAL_STORE ? { TEMPORAL_STORE } : {};
    await keepUp((options) => bringUpSystem({ ...options, env: { ...options.env, ...chosen } }), Boolean(json));
  },
});
