import {
  BranchesOutlined,
  DownloadOutlined,
  DownOutlined,
  FundProjectionScreenOutlined,
  GiftOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { partAmong } from '../../../domain/campaign/round-part';
import { useKinds } from '../kinds';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import type { Progress } from '../types';
import { textOf, useWords } from '../words';

/** Links to the campaign's lists, its goods and money, its definition, report and workflows. */
export function CampaignLinks({ progress: { id, workflow, stages, hasLists, keepsAccounts } }: { progress: Progress }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { nameOf } = useKinds();
  const query = new URLSearchParams({ campaign: id });
  const api = `/api/campaigns/${encodeURIComponent(id)}`;
  const files = [
    ...(can('export-reports')
      ? [
          { key: 'docx', label: <a href={`${api}/report.docx`}>{say('报告（Word）', 'Report (Word)')}</a> },
          { key: 'xlsx', label: <a href={`${api}/report.xlsx`}>{say('报告（Excel）', 'Report (Excel)')}</a> },
        ]
      : []),
    { key: 'yaml', label: <a href={`${api}/definition.yaml`}>{say('活动定义（YAML）', 'Definition (YAML)')}</a> },
  ];
  const nameIn = ({ name, rounds }: (typeof stages)[number], key: string) =>
    [textOf(name, language), partAmong(rounds, key, { nameOf, language })].filter(Boolean).join(' · ');
  const workflows = [
    ...(workflow ? [{ key: 'campaign', label: <Away href={workflow}>{say('整个活动', 'The campaign')}</Away> }] : []),
    ...stages.flatMap((stage) =>
      stage.rounds.flatMap(({ key, workflow: address }) =>
        address ? [{ key, label: <Away href={address}>{nameIn(stage, key)}</Away> }] : [],
      ),
    ),
  ];
  return (
    <>
      <LinkButton icon={<FundProjectionScreenOutlined />} to={`/wall?${query}`}>
        {say('大屏', 'Wall screen')}
      </LinkButton>
      {hasLists && can('see-lists') && (
        <LinkButton icon={<UnorderedListOutlined />} to={`/lists?${query}`}>
          {say('名单', 'Lists')}
        </LinkButton>
      )}
      {keepsAccounts && can('see-ledger') && (
        <LinkButton icon={<GiftOutlined />} to={`/ledger?${query}`}>
          {say('款物', 'Goods and money')}
        </LinkButton>
      )}
      <Dropdown trigger={['click']} menu={{ items: files }}>
        <Button icon={<DownloadOutlined />} aria-haspopup="menu">
          {say('下载', 'Download')} <DownOutlined />
        </Button>
      </Dropdown>
      {can('see-workflows') && workflows.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: workflows }}>
          <Button icon={<BranchesOutlined />} aria-haspopup="menu">
            {say('工作流', 'Workflows')} <DownOutlined />
          </Button>
        </Dropdown>
      )}
    </>
  );
}

const Away = ({ href, children }: { href: string; children: string }) => (
  <a href={href} target="_blank" rel="noreferrer">
    {children}
  </a>
);
