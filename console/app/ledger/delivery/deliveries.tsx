import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { DELIVERIES } from '../../../../domain/table/shapes/ledger';
import { rowPage } from '../../list/listing';
import { RegionFilter } from '../../people/region-filter';
import { PlaceLink } from '../../place/place-link';
import { useMe } from '../../session';
import { DataTable } from '../../table/data-table';
import { Presets } from '../../table/presets';
import type { DeliveryRow } from '../../types';
import { useNews } from '../../use-data';
import { useWords } from '../../words';
import type { InBooks } from '../books';
import { markWord, outcomeWord, restWord, returnWord } from './delivery-words';
import { TakeBack } from './take-back';

/** What was handed over, the newest first: to whom, how, and by what they have confirmed it. */
export function Deliveries({ campaign, books }: InBooks) {
  const { say } = useWords();
  const { can } = useMe();
  const [returning, setReturning] = useState<DeliveryRow | null>(null);
  const [returned, setReturned] = useState(0);
  const told = useNews(`/api/campaigns/${encodeURIComponent(campaign)}/events`);
  return (
    <>
      <Presets
        shape={DELIVERIES}
        presets={[
          { label: say('全部', 'All'), query: '' },
          { label: say('等库存入账', 'Wait for the books'), query: 'outcome=waits' },
          { label: say('未入账', 'Not booked'), query: 'outcome=again%2Cstopped' },
          { label: say('拒收、未见到', 'Refused, nobody there'), query: 'outcome=refused%2Cunreached' },
          { label: say('要核对的', 'In doubt'), query: 'doubt=unsigned%2Cproxies' },
        ]}
      />
      <DataTable<DeliveryRow>
        shape={DELIVERIES}
        rowKey="id"
        news={told + returned}
        fixed={{ campaign }}
        filters={{
          units: (field) => <RegionFilter {...field} all={say('全部单位', 'All units')} />,
        }}
        renders={{
          shown: ({ entry, list, shown }) => <Link to={rowPage(campaign, list, entry)}>{shown}</Link>,
          place: ({ unit, place }) => <PlaceLink code={unit} name={place} campaign={campaign} />,
          outcome: (one) => <Outcome delivery={one} />,
          mark: (one) => <Confirmed delivery={one} />,
        }}
        {...(can('keep-ledger') && {
          acts: (one: DeliveryRow) =>
            one.outcome === 'given' && (
              <Button size="small" onClick={() => setReturning(one)}>
                {say('退回', 'Take back')}
              </Button>
            ),
        })}
        empty={say(
          '还没有发放记录。村里在表单上登记，或在名单的行页面上“登记发放”。',
          'Nothing was handed over yet. Villages say it in their form, officers on the page of a row.',
        )}
      />
      {returning && (
        <TakeBack
          campaign={campaign}
          books={books}
          delivery={returning}
          onClose={(done) => {
            setReturning(null);
            if (done) setReturned((before) => before + 1);
          }}
        />
      )}
    </>
  );
}

function Outcome({ delivery: { outcome, returned, rest, case: matter } }: { delivery: DeliveryRow }) {
  const { say } = useWords();
  const words = [outcomeWord(outcome, say), returned && returnWord(returned, say), rest && restWord(rest, say)];
  return (
    <>
      {words.filter(Boolean).join(' · ')}{' '}
      {matter !== null && <Link to={`/cases/${matter}`}>{say(`个案 ${matter}`, `case ${matter}`)}</Link>}
    </>
  );
}

function Confirmed({ delivery: { mark, relation, proxyFor, flagged } }: { delivery: DeliveryRow }) {
  const { say } = useWords();
  return (
    <>
      {mark ? markWord(mark, say) : '–'}{' '}
      {relation && (
        <Tag {...(flagged && { color: 'error' })}>{say(`代签，共 ${proxyFor} 户`, `by proxy, for ${proxyFor}`)}</Tag>
      )}
    </>
  );
}
