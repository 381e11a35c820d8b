import { percent } from '../../campaign/completeness';
import type { LedgerFigures } from '../../types';
import { useWords } from '../../words';
import { type InBooks, useThings } from '../books';
import { totalsOf } from './shape';

/** Rows, money and pieces at a glance; they change while the page is open. */
export function LiveTotals({ figures, books }: { figures: LedgerFigures; books: InBooks['books'] }) {
  const { language, say } = useWords();
  const { yuan } = useThings(books);
  const { rows, fen, pieces } = totalsOf(figures);
  const digits = new Intl.NumberFormat(language);
  const shown = [
    { label: say('发齐的户（人）', 'Rows served'), sum: rows, show: digits.format },
    { label: say('发放资金', 'Money handed over'), sum: fen, show: yuan },
    { label: say('发放物资（件）', 'Pieces handed over'), sum: pieces, show: digits.format },
  ].filter(({ sum }) => sum.of > 0);
  if (shown.length === 0) return null;
  return (
    <dl className="figures" aria-live="off">
      {shown.map(({ label, sum: { done, of }, show }) => (
        <div className="figure" key={label}>
          <dt className="label">
            <span className="live-dot" aria-hidden /> {label}
          </dt>
          <dd className="value" style={{ margin: 0 }}>
            {show(done)}{' '}
            <small>{say(`应发 ${show(of)}，${percent(done / of)}`, `of ${show(of)}, ${percent(done / of)}`)}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
