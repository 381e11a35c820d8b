import { defineCommand } from 'citty';
import { exportTable, importTable, template } from './list-tables';
import { deed, pair, pairs, plan, unpair } from './pairs';
import { decide, giveBack, move, rows, show } from './rows';

/** Lists of households, persons and others. */
export default defineCommand({
  meta: { name: 'list', description: 'Lists of households and persons: their rows and slots' },
  subCommands: {
    show,
    rows,
    decide,
    return: giveBack,
    move,
    import: importTable,
    export: exportTable,
    pairs,
    pair,
    unpair,
    plan,
    deed,
    template,
    duplicates: () => import('./duplicates').then((module) => module.default),
    paper: () => import('./paper').then((module) => module.default),
    quotas: () => import('./quotas').then((module) => module.default),
  },
});
