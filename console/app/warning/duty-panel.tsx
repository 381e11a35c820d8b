import { Alert, Button, Card, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { HAZARD_NAMES } from '../../../domain/warning/alert/titles';
import { COLOURS, type Colour, HAZARDS, type Hazard } from '../../../domain/warning/feed/warning';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { RegionsPicker } from '../people/region-picker';
import { Loading } from '../shell/loading';
import type { DutyQuestion } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import { clueWord, dutyWord, meanwhile } from './duty-words';
import { type Call, CallChoice, callOf } from './raise/call-choice';
import { Signal } from './signal';

interface Decided {
  regions?: string[];
  hazard?: Hazard;
  colour?: Colour;
  note?: string;
}

/** One question: the original text, the proposal, and the decision. */
export function DutyPanel({ item, query, onDone }: { item: number; query: string; onDone(): void }) {
  const { say } = useWords();
  const { data, error, reload } = useData<DutyQuestion>(`/api/duty/${item}${query}`);
  if (!data)
    return (
      <Card>
        <Loading error={error} reload={reload} />
      </Card>
    );
  return (
    <Card size="small" title={dutyWord(data.kind, say)}>
      <Alert type="warning" showIcon title={meanwhile(data.kind, say)} />
      <p>
        <strong>{data.headline ?? data.about}</strong>
      </p>
      <Proposal question={data} />
      {data.mayAnswer ? (
        <Decision question={data} query={query} onDone={onDone} />
      ) : (
        <Alert
          type="info"
          showIcon
          title={say(
            '这条预警还涉及您管辖范围以外的地方，由上级决定。',
            'It concerns places beyond your region, too: your superior decides.',
          )}
        />
      )}
      {data.text !== null && (
        <>
          <h3>{say('原文', 'As it came')}</h3>
          <Input.TextArea
            readOnly
            className="code"
            autoSize={{ minRows: 3, maxRows: 14 }}
            value={data.text}
            aria-label={say('原文', 'As it came')}
          />
          {data.note && <p className="soft">{data.note}</p>}
        </>
      )}
    </Card>
  );
}

/** The machine's proposal. */
function Proposal({ question: { proposal, places } }: { question: DutyQuestion }) {
  const { say } = useWords();
  const nameOf = (code: string) => places.find((place) => place.code === code)?.name ?? code;
  const rows = Object.entries(proposal).filter(([, value]) => value !== null && String(value) !== '');
  if (rows.length === 0) return null;
  return (
    <dl className="facts-list" aria-label={say('线索', 'What was found')}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{clueWord(name, say)}</dt>
          <dd>
            {[value]
              .flat()
              .map((one) => nameOf(String(one)))
              .join('、')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Decision({ question, query, onDone }: { question: DutyQuestion; query: string; onDone(): void }) {
  const { language, say } = useWords();
  const { message } = useFeedback();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [call, setCall] = useState<Call>({ by: 'nobody' });
  const { id, answers, places, kind, uncovered } = question;
  const called = callOf(call);
  const townships = kind === 'part-of-area' ? places.filter((place) => place.code !== question.proposal.region) : [];

  async function decide({ regions, hazard, colour, note }: Decided) {
    setBusy(true);
    setRefused(null);
    try {
      await send(`/api/duty/${id}${query}`, {
        ...(regions?.length && { regions }),
        ...(hazard && { hazard }),
        ...(colour && { colour }),
        ...(note?.trim() && { note: note.trim() }),
        ...(called && { call: called }),
      });
      void message.success(say('已决定', 'Decided'));
      onDone();
    } catch (error) {
      setRefused((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Form layout="vertical" onFinish={decide}>
      {uncovered.length > 0 && (
        <Form.Item
          label={say(
            `没有活动覆盖${uncovered.map(({ name }) => name).join('、')}：怎么办`,
            `No campaign covers ${uncovered.map(({ name }) => name).join(', ')}: what is done`,
          )}
        >
          <CallChoice
            uncovered={question}
            call={call}
            nobody={say('不叫应，写明原因后关闭', 'Wake nobody, and close it with the reason')}
            onChange={setCall}
          />
        </Form.Item>
      )}
      {answers.includes('regions') && (
        <Form.Item name="regions" label={say('指的是哪些地区', 'Which places are meant')}>
          {townships.length > 0 ? (
            <Checkbox.Group options={townships.map(({ code, name }) => ({ value: code, label: name }))} />
          ) : (
            <RegionsPicker />
          )}
        </Form.Item>
      )}
      {answers.includes('hazard') && (
        <Form.Item name="hazard" label={say('灾种', 'Hazard')}>
          <Select
            allowClear
            options={HAZARDS.filter((one) => one !== 'other').map((one) => ({
              value: one,
              label: HAZARD_NAMES[one][language],
            }))}
          />
        </Form.Item>
      )}
      {answers.includes('colour') && (
        <Form.Item name="colour" label={say('等级', 'Colour')}>
          <Radio.Group className="signals">
            {COLOURS.map((colour) => (
              <Radio key={colour} value={colour}>
                <Signal hazard="cold-wave" colour={colour} />
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={say('原因（不选答案而关闭时必填）', 'Why (required to close it without an answer)')}
        rules={[{ required: answers.length === 0 && !called, whitespace: true }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      {refused && <Alert type="error" showIcon title={refused} role="alert" />}
      <Button type="primary" htmlType="submit" loading={busy}>
        {called ? say('叫应', 'Call') : answers.length === 0 ? say('关闭', 'Close it') : say('决定', 'Decide')}
      </Button>
    </Form>
  );
}
