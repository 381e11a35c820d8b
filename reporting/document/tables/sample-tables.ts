import { stepKind } from '../../../domain/list/steps';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { listPage } from '../pages';
import { type Cell, linked, type Table } from '../table';

/** What spot checks have found, with the interval in which the share among all rows lies. */
export function samplesTable({ campaign, samples }: ReportContent, names: Names): Table {
  const { word, say } = names;
  const columns = [
    ...(['list', 'sampleStep', 'drawnAt', 'drawnFrom', 'drawn', 'confirmed', 'notConfirmed'] as const),
    ...(['wrongShare', 'wrongFrom', 'wrongTo'] as const),
  ];
  return {
    title: word('samples'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [18, 10, 17][nr] ?? 9 })),
    rows: samples.map(({ list, step, drawnAt, frame, drawn, confirmed, wrong, estimate }): Cell[] => [
      linked(
        say(campaign.definition.lists[list]?.name ?? { 'zh-CN': list }),
        listPage(campaign, { list, tab: 'samples' }),
      ),
      ...[say(stepKind(step).name), { at: drawnAt }, frame, drawn, confirmed, wrong],
      ...(estimate
        ? [{ share: estimate.share }, { share: estimate.from }, { share: estimate.to }]
        : [null, null, null]),
    ]),
  };
}
