import { COLOUR_NAMES, HAZARD_NAMES } from '../../../domain/warning/alert/titles';
import type { Names } from '../../figures/names';
import type { LongLists, ReportContent } from '../content';
import { recordsPage } from '../pages';
import { at, type LongTable, linked, rowsOf, type Table } from '../table';

/** How each warning was answered. */
export function alertsTable({ campaign, alerts }: ReportContent, names: Names): Table {
  const { word } = names;
  const columns = [
    'warning',
    'colours',
    'places',
    'from',
    'until',
    'asked',
    'acknowledged',
    'unreached',
    'escalated',
    'patrols',
    'found',
    'helped',
    'sheltered',
    'refused',
    'goodsGiven',
    'cases',
    'casesClosed',
  ] as const;
  return {
    title: word('alerts'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [14, 14, 20, 17, 17][nr] ?? 8 })),
    rows: alerts.map((alert) => [
      linked(
        (alert.drill ? word('drill') : '') + names.say(HAZARD_NAMES[alert.hazard]),
        recordsPage(campaign, 'warnings'),
      ),
      alert.colours.map((colour) => names.say(COLOUR_NAMES[colour])).join(' → '),
      alert.places.join(names.locale.language === 'en' ? ', ' : '、'),
      at(alert.openedAt),
      at(alert.endedAt),
      alert.asked,
      alert.acknowledged,
      alert.unreached,
      alert.escalated,
      alert.patrols,
      alert.found,
      alert.helped,
      alert.sheltered,
      alert.refused,
      alert.goods,
      alert.cases,
      alert.casesClosed,
    ]),
  };
}

/** 叫应 record: who was reached when. */
export function reachedTable({ lengths }: ReportContent, lists: LongLists, names: Names): LongTable {
  const { word } = names;
  const columns = [
    'warning',
    'superior',
    'unit',
    'households',
    'toldAt',
    'deliveredAt',
    'known',
    'sent',
    'done',
    'calledAt',
  ] as const;
  return {
    title: word('reachedUnits'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [18, 14, 16, 10][nr] ?? 17 })),
    length: lengths.reached,
    rows: rowsOf(lists.reached(), (row) => [
      names.say(row.title),
      row.superior,
      row.unit,
      row.households,
      at(row.toldAt),
      at(row.deliveredAt),
      at(row.knownAt),
      at(row.sentAt),
      at(row.doneAt),
      at(row.calledAt),
    ]),
  };
}
