import { Button, Card, Flex, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { stepKind } from '../../../domain/list/steps';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { useMe } from '../session';
import { FormDialog } from '../shell/form-dialog';
import { Loading } from '../shell/loading';
import { PlainTable } from '../table/plain-table';
import type { Samples as Drawings, Drawn, Sample } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { type Listing, pathOf, rowPage } from './listing';

/** Spot checks of a list: samples that anybody can draw again, and what was found. */
export function Samples({ campaign, list, zone }: Listing) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [drawing, setDrawing] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const path = `${pathOf(campaign, list.id)}/samples`;
  const { data, error, reload } = useData<Drawings>(path);
  if (!data) return <Loading error={error} reload={reload} />;
  const steps = list.track.map((value) => ({ value, label: textOf(stepKind(value).past, language) }));
  return (
    <Card
      size="small"
      className="section"
      title={say('抽查样本', 'Samples')}
      extra={can('draw-sample') && <Button onClick={() => setDrawing(true)}>{say('抽取', 'Draw')}</Button>}
    >
      <p className="soft">
        {say(
          '种子事先公布；同一种子、同一名单，谁来抽都一样。',
          'The seed is announced before; with the same seed and list, anybody draws the same rows.',
        )}
      </p>
      <PlainTable<Drawings['samples'][number]>
        rowKey="id"
        pagination={false}
        dataSource={data.samples}
        locale={{ emptyText: say('还没有抽取。', 'Nothing was drawn yet.') }}
        columns={[
          {
            title: say('编号', 'Number'),
            render: (_, { id }) => (
              <Button type="link" size="small" onClick={() => setOpen(id)}>
                {id}
              </Button>
            ),
          },
          { title: say('种子', 'Seed'), dataIndex: 'seed' },
          {
            title: say('抽取 / 全部', 'Drawn / all'),
            render: (_, { size, frame }) => `${Math.min(size, frame)} / ${frame}`,
          },
          {
            title: say('摘要', 'Digest'),
            responsive: ['md'],
            render: (_, { frameDigest }) => <code>{frameDigest.slice(0, 8)}</code>,
          },
          {
            title: say('时间', 'Time'),
            responsive: ['sm'],
            render: (_, { drawnAt }) => showTime(drawnAt, zone, language),
          },
        ]}
      />
      {open !== null && <OneSample id={open} campaign={campaign} list={list.id} />}
      {drawing && (
        <FormDialog<{ seed: number; size: number; step: string }>
          title={say('抽取样本', 'Draw a sample')}
          okText={say('抽取', 'Draw')}
          initialValues={{ size: 20, step: list.track[1] ?? 'propose' }}
          submit={async (values) => setOpen((await send<Drawn>(path, values)).sample.id)}
          onClose={(done) => {
            setDrawing(false);
            if (done) reload();
          }}
        >
          <Form.Item
            name="seed"
            label={say('种子（事先公布的数字）', 'Seed: a number announced before')}
            rules={[{ required: true }]}
          >
            <InputNumber min={0} max={999_999_999} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="size" label={say('抽多少行', 'How many rows')} rules={[{ required: true }]}>
            <InputNumber min={1} max={2000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="step" label={say('从哪些行里抽', 'From rows that are')} rules={[{ required: true }]}>
            <Select options={steps} />
          </Form.Item>
        </FormDialog>
      )}
    </Card>
  );
}

const PERCENT = 100;

function OneSample({ id, campaign, list }: { id: number; campaign: string; list: string }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const { data, error, reload } = useData<Sample>(`/api/samples/${id}`);
  if (!data) return <Loading error={error} reload={reload} />;
  const { estimate } = data;
  const percent = (share: number) => `${(share * PERCENT).toFixed(1)}%`;
  const check = () =>
    send<{ same: boolean }>(`/api/samples/${id}/check`, {}).then(
      ({ same }) =>
        same
          ? message.success(say('重抽结果相同。', 'The same rows come again.'))
          : message.error(say('重抽结果不同：名单底册被改动过。', 'Other rows come: the frame was changed.')),
      (failed: Error) => void message.error(failed.message),
    );
  return (
    <div className="section">
      <Flex gap={8} wrap align="center">
        <strong>{say(`样本 ${id}`, `Sample ${id}`)}</strong>
        <Button size="small" onClick={check}>
          {say('重抽核对', 'Draw again')}
        </Button>
        <a href={`/api/samples/${id}/frame`}>{say('下载底册', 'The frame')}</a>
        {estimate && (
          <span>
            {say(
              `已查 ${estimate.checked} 行，不一致 ${estimate.wrong} 行（${percent(estimate.share)}，95% 区间 ${percent(estimate.from)}–${percent(estimate.to)}）`,
              `${estimate.wrong} of ${estimate.checked} rows differ (${percent(estimate.share)}, 95 % interval ${percent(estimate.from)}–${percent(estimate.to)})`,
            )}
          </span>
        )}
      </Flex>
      <PlainTable<Sample['rows'][number]>
        rowKey="entry"
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={data.rows}
        columns={[
          { title: say('单位', 'Unit'), dataIndex: 'place' },
          {
            title: say('姓名', 'Name'),
            render: (_, { entry, shown }) => <Link to={rowPage(campaign, list, entry)}>{shown}</Link>,
          },
          { title: say('办件', 'Case'), dataIndex: 'case' },
          { title: say('结果', 'Found'), render: (_, { found }) => found ?? say('未查', 'not yet') },
        ]}
      />
    </div>
  );
}
