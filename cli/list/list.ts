import { defineCommand } from 'citty';

/** Lists of households, persons and others. */
export default defineCommand({
  meta: { name: 'list', description: 'Lists of households and persons: their slots' },
  subCommands: { quotas: () => import('./quotas').then((module) => module.default) },
});
