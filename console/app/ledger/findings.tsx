import { Card } from 'antd';
import { Link } from 'react-router';
import { EVIDENCE } from '../../../domain/table/shapes/ledger';
import { rowPage } from '../list/listing';
import { PlaceLink } from '../place/place-link';
import { Loading } from '../shell/loading';
import { DataTable } from '../table/data-table';
import { PlainTable } from '../table/plain-table';
import type { EvidenceRow, Finding, Findings as Found } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import { ledgerPath } from './books';

/** What an auditor would look at: each finding with its rows, masked. */
export function Findings({ campaign }: { campaign: string }) {
  const { say } = useWords();
  const { data, error, reload } = useData<Found>(`${ledgerPath(campaign)}/findings`);
  if (!data) return <Loading error={error} reload={reload} />;
  return (
    <Card size="small" className="section" title={say('审计疑点', 'Findings')}>
      <p className="soft intro">
        {say('疑点是该去看的地方，不是结论。', 'A finding is a place to look, not a verdict.')}
      </p>
      <PlainTable<Finding>
        rowKey="finding"
        pagination={false}
        dataSource={data.findings}
        expandable={{
          rowExpandable: ({ rows }) => rows > 0,
          expandedRowRender: ({ finding }) => <Rows finding={finding} campaign={campaign} />,
        }}
        columns={[
          {
            title: say('疑点', 'Finding'),
            render: (_, { name, means }) => (
              <>
                <strong>{name}</strong>
                <div className="soft">{means}</div>
              </>
            ),
          },
          {
            title: say('行', 'Rows'),
            align: 'right',
            className: 'number',
            render: (_, { rows, more }) => (more ? `${rows}+` : rows),
          },
        ]}
      />
    </Card>
  );
}

/** The rows of a finding: to be looked at, and taken along. */
function Rows({ finding, campaign }: { campaign: string } & Pick<Finding, 'finding'>) {
  const { say } = useWords();
  return (
    <DataTable<EvidenceRow>
      shape={EVIDENCE}
      rowKey="key"
      fixed={{ campaign, finding }}
      renders={{
        shown: ({ list, row, shown }) => <Link to={rowPage(campaign, list, row)}>{shown}</Link>,
        place: ({ unit, place }) => <PlaceLink code={unit} name={place} campaign={campaign} />,
      }}
      empty={say('已经没有了。', 'There are none any more.')}
    />
  );
}
