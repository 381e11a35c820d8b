import { defineCommand } from 'citty';
import { exportTable, importTable, template } from './list-tables';

/** Lists of households, persons and others. */
export default defineCommand({
  meta: { name: 'list', description: 'Lists of households and persons: their rows and slots' },
  subCommands: {
    import: importTable,
    export: exportTable,
    template,
    quotas: () => import('./quotas').then((module) => module.default),
  },
});
