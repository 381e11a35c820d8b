import { Link } from 'react-router';
import { AUDIT } from '../../../domain/table/shapes/accounts';
import { CampaignFilter } from '../campaign/campaign-filter';
import { PageHead } from '../shell/page-head';
import { DataTable } from '../table/data-table';
import type { AuditRow } from '../types';
import { textOf, useWords } from '../words';

/** The audit log: who did what, when and why. */
export function Component() {
  const { language, say } = useWords();
  return (
    <>
      <PageHead
        title={say('操作记录', 'Audit')}
        about={say('谁在何时做了什么，为什么。只增不改。', 'Who did what, when and why. It is only ever added to.')}
      />
      <DataTable<AuditRow>
        shape={AUDIT}
        rowKey="id"
        filters={{
          campaign: ({ value, onChange }) => (
            <CampaignFilter value={value} onChange={onChange} all={say('全部活动', 'All campaigns')} />
          ),
        }}
        renders={{
          campaign: ({ campaign, campaignName }) =>
            campaign && (
              <Link to={`/campaigns/${campaign}`} title={campaign}>
                {campaignName ? textOf(campaignName, language) : campaign}
              </Link>
            ),
          about: ({ about }) => <span className="about">{about}</span>,
        }}
      />
    </>
  );
}
