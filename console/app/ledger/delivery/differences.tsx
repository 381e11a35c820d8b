import { Alert, Card } from 'antd';
import { Link } from 'react-router';
import { accountOf } from '../../../../domain/ledger/accounts';
import { dutyName } from '../../people/duty-words';
import { PlainTable } from '../../table/plain-table';
import type { Difference, Reconciliation } from '../../types';
import { useWords } from '../../words';
import { type InBooks, ledgerTab, rowsIn, useThings } from '../books';
import { differenceWord } from './difference-words';

/** Whether the books balance; if not, what does not fit, where, and whom to ask. */
export function Differences({
  campaign,
  books,
  found: { balanced, differences },
}: InBooks & { found: Pick<Reconciliation, 'balanced' | 'differences'> }) {
  const { say } = useWords();
  const { thing, amount } = useThings(books);
  const sums = ({ item, expected, found }: Difference) => `${amount(item, expected)} → ${amount(item, found)}`;
  const placeOf = (account: string, { ask, askName }: Difference) => {
    const found = accountOf(account);
    const at = found?.about === ask ? (askName ?? ask) : found?.about;
    if (found?.kind === 'store') return say(`${at}的库存`, `store of ${at}`);
    return found?.kind === 'with' ? say(`名单行 ${at}`, `row ${at}`) : account;
  };
  const about = (one: Difference) => {
    const { dispatch, case: asked, rows, account, batch } = one;
    return (
      <>
        {dispatch !== undefined && <div>{say(`发运单 ${dispatch}`, `note ${dispatch}`)}</div>}
        {batch !== undefined && <div>{say(`银行代发第 ${batch} 批`, `batch ${batch}`)}</div>}
        {dispatch === undefined && account !== undefined && <div>{placeOf(account, one)}</div>}
        {rows !== undefined && <div>{say(`${rows} 户`, `rows: ${rows}`)}</div>}
        <Mend campaign={campaign} difference={one} />
        {asked != null && <Link to={`/cases/${asked}`}>{say(`个案 ${asked}`, `case ${asked}`)}</Link>}
      </>
    );
  };
  return (
    <Card size="small" className="section" title={say('核对', 'Reconciliation')}>
      {balanced ? (
        <Alert type="success" showIcon title={say('账实相符，没有差异。', 'Everything balances.')} />
      ) : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={say(`有 ${differences.length} 处对不上。`, `Does not balance. Differences: ${differences.length}`)}
        />
      )}
      {!balanced && (
        <PlainTable<Difference>
          className="section"
          rowKey={(one) => JSON.stringify(one)}
          pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
          dataSource={differences}
          columns={[
            {
              title: say('哪里不符', 'What'),
              render: (_, one) => (
                <>
                  {differenceWord(one.code, say)}
                  <div className="only-narrow">
                    {thing(one)} {sums(one)}
                  </div>
                </>
              ),
            },
            { title: say('款物', 'Item'), responsive: ['sm'], render: (_, one) => thing(one) },
            {
              title: say('应为 → 实为', 'Expected → found'),
              align: 'right',
              className: 'number',
              responsive: ['sm'],
              render: (_, one) => sums(one),
            },
            { title: say('涉及', 'About'), render: (_, one) => about(one) },
            {
              title: say('该问谁', 'Ask'),
              render: (_, { askName, ask, askDuties }) => (
                <>
                  {askName ?? ask ?? '–'}
                  <div className="soft">{askDuties.map((duty) => dutyName(duty, say)).join('、')}</div>
                </>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

/** Where a difference is mended: at the rows that it is about, or at the store and the note. */
function Mend({ campaign, difference: { code, rows, ask } }: { campaign: string; difference: Difference }) {
  const { say } = useWords();
  if (code === 'bank-silent') return <Link to={ledgerTab(campaign, 'bank')}>{say('去办理', 'Deal with it')} </Link>;
  if (rows !== undefined && ask !== null)
    return <Link to={rowsIn(campaign, ask)}>{say('看这些行', 'See the rows')} </Link>;
  if (code === 'on-the-way' || code === 'count-open')
    return <Link to={ledgerTab(campaign, 'stores')}>{say('去办理', 'Deal with it')} </Link>;
  return null;
}
