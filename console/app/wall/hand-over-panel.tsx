import { Typography } from 'antd';
import { ledgerPath } from '../ledger/books';
import { LiveTotals } from '../ledger/figures/live-totals';
import { totalsOf } from '../ledger/figures/shape';
import type { Books, LedgerFigures } from '../types';
import { useData, useLiveData } from '../use-data';
import { useWords } from '../words';

/** How much has been handed over. */
export function HandOverPanel({ campaign, news }: { campaign: string; news: number }) {
  const { say } = useWords();
  const { data: books } = useData<Books>(ledgerPath(campaign));
  const { data: figures } = useLiveData<LedgerFigures>(`${ledgerPath(campaign)}/figures`, news);
  if (!books || !figures || Object.values(totalsOf(figures)).every(({ of }) => of === 0)) return null;
  return (
    <section>
      <Typography.Title level={2}>{say('发放', 'Handed over')}</Typography.Title>
      <LiveTotals figures={figures} books={books} />
    </section>
  );
}
