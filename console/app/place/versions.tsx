import { Collapse, Empty, Flex, Tag } from 'antd';
import { stateWord } from '../shell/state-words';
import type { PlaceRecord, PlaceRound, PlaceVersion } from '../types';
import { showTime } from '../when';
import { useWords } from '../words';
import { Figures } from './figures';

/** Every version of a report: the one that counts is open, and the others are a click away. */
export function Versions({ record: { campaign, code }, round }: { record: PlaceRecord; round: PlaceRound }) {
  const { say } = useWords();
  const versions = round.own?.versions ?? [];
  if (!campaign || versions.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={say('还没有上报。', 'Nothing was reported yet.')}
        className="record-empty"
      />
    );
  const shots = (photo: string) =>
    `/api/campaigns/${encodeURIComponent(campaign.id)}/rounds/${encodeURIComponent(round.key)}/units/${encodeURIComponent(code)}/photos/${photo}`;
  const open = versions.find(({ present }) => present) ?? versions[0];
  return (
    <Collapse
      // A correction opens in its turn.
      key={open?.receipt}
      size="small"
      defaultActiveKey={open ? [open.receipt] : []}
      items={versions.map((version) => ({
        key: version.receipt,
        label: <VersionHead version={version} zone={campaign.zone} />,
        children: version.nothing ? (
          <p>{say('零报告：没有需要上报的情况。', 'Nothing to report.')}</p>
        ) : (
          <Figures lines={version.lines} shots={shots} />
        ),
      }))}
    />
  );
}

function VersionHead({ version, zone }: { version: PlaceVersion; zone: string }) {
  const { language, say } = useWords();
  const { receipt, version: number, via, contact, officer, onTime, nothing, reportedAt, present, whole } = version;
  const { returnedAt, returnedBecause } = version;
  const sender = contact ?? officer;
  return (
    <Flex gap={8} wrap align="center">
      <b>{say(`第 ${number} 版`, `Version ${number}`)}</b>
      {returnedAt !== null ? (
        <Tag color="warning">{say('已退回', 'returned')}</Tag>
      ) : present ? (
        <Tag color="success">{say('现行', 'counts')}</Tag>
      ) : (
        <Tag>{whole ? say('已更正', 'corrected since') : say('还没报完', 'not all yet')}</Tag>
      )}
      {nothing && <Tag>{say('零报告', 'nothing')}</Tag>}
      <span>
        {showTime(reportedAt, zone, language)} {onTime ? say('按时', 'on time') : say('迟报', 'late')}
      </span>
      <span className="soft">
        {stateWord('via', via, say).word}
        {sender && ` · ${sender}`} · {say('回执', 'receipt')} <span className="code">{receipt}</span>
      </span>
      {returnedBecause && (
        <span className="overdue">
          {say('原因：', 'because: ')}
          {returnedBecause}
        </span>
      )}
    </Flex>
  );
}
