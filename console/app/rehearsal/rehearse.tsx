import { PlayCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Form, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { send } from '../api';
import { yamlOf } from '../campaign/templates/template-text';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Rehearsal, Rehearsals, Templates } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';

interface Wanted {
  template: string;
  seconds: number;
  seed: number;
  villages?: number | null;
  gateway: 'kind' | 'hostile';
}

/** A whole season in a minute, live: the same program as a live campaign, without messages to real phones. */
export function Component() {
  const { language, say } = useWords();
  const go = useNavigate();
  const [query] = useSearchParams();
  const { data, error, reload } = useData<Templates>('/api/templates');
  const { data: state } = useData<Rehearsals>('/api/rehearsals');
  const [chosen, setChosen] = useState<string | null>(null);
  const [seconds, setSeconds] = useState(60);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  if (!data) return <Loading error={error} reload={reload} />;
  const asked = query.get('template');
  const chosenId = chosen ?? asked;
  const invented = data.templates.find(({ id }) => id === chosenId)?.inRegister === false;

  /** Of 60 s with 630 villages, observed: the season took 68 s, its report stood there after 80. */
  const lasts = (season: number): string => {
    const whole = Math.round(season * 1.15 + 10);
    return whole < 120
      ? say(`${whole} 秒`, `${whole} s`)
      : say(`${Math.round(whole / 60)} 分钟`, `${Math.round(whole / 60)} minutes`);
  };

  async function rehearse({ template, seconds, seed, villages, gateway }: Wanted) {
    setBusy(true);
    setRefused(null);
    try {
      const yaml = await yamlOf(template);
      const { campaign } = await send<Rehearsal>('/api/rehearsals', {
        yaml,
        seconds,
        seed,
        gateway,
        ...(villages && { villages }),
      });
      await go(`/campaigns/${campaign}`);
    } catch (reason) {
      setRefused((reason as Error).message);
      setBusy(false);
    }
  }

  return (
    <>
      <PageHead
        title={say('演练', 'Rehearse')}
        term="rehearsal"
        about={say(
          '整个活动在加快的时钟上走一遍：模拟的村会收到消息、按时报、迟报或不报，最后逐条核对并写出报告。不会打扰任何真实的人。',
          'The whole campaign on a clock that runs ahead: simulated villages get the messages, report on time, late or never; in the end every message is checked and the report is written. No real person is disturbed.',
        )}
      />
      {state && !state.possible && (
        <Alert
          type="warning"
          showIcon
          title={say(
            '这里没有模拟网关，不能演练。用 npm start 启动的系统可以。',
            'This system has no simulators and cannot rehearse. One started by npm start can.',
          )}
        />
      )}
      {state?.running && (
        <Alert
          type="info"
          showIcon
          title={
            <Link to={`/campaigns/${state.running.campaign}`}>
              {say('正在演练：', 'Now rehearsing: ')}
              {state.running.campaign}
            </Link>
          }
        />
      )}
      <Card className="section" style={{ maxWidth: 640 }}>
        <Form<Wanted>
          layout="vertical"
          onFinish={rehearse}
          onValuesChange={({ template, seconds }) => {
            if (template) setChosen(template);
            if (seconds) setSeconds(seconds);
          }}
          initialValues={{ ...(asked && { template: asked }), seconds: 60, seed: 1, gateway: 'kind' }}
        >
          <Form.Item
            name="template"
            label={say('活动', 'Campaign')}
            rules={[{ required: true, message: say('请选择要演练的活动', 'Choose what to rehearse') }]}
          >
            <Select
              placeholder={say('请选择', 'Choose one')}
              options={data.templates.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
            />
          </Form.Item>
          <Form.Item
            name="seconds"
            label={say('走完整个活动用时（秒）', 'Seconds for the season')}
            rules={[{ required: true }]}
            extra={say(
              `连同核对和报告，约 ${lasts(seconds)}；村越多越久。`,
              `With its audit and its report about ${lasts(seconds)}, and longer with more villages.`,
            )}
          >
            <InputNumber min={1} max={3600} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item
            name="villages"
            label={say('虚构名册的村数', 'Villages of an invented register')}
            rules={[{ required: invented }]}
            extra={
              invented
                ? say(
                    '名册里没有这个地区：用虚构的村来演练。',
                    'The register does not hold this region: rehearse with invented villages.',
                  )
                : say('不填就用已导入的名册。', 'Left empty, the register that is imported.')
            }
          >
            <InputNumber min={1} max={5000} style={{ width: '100%' }} />
          </Form.Item>
          <details className="section" style={{ marginBottom: 16 }}>
            <summary>{say('高级', 'Advanced')}</summary>
            <Form.Item name="gateway" label={say('短信网关', 'SMS gateway')}>
              <Radio.Group
                options={[
                  { value: 'kind', label: say('正常', 'well-behaved') },
                  {
                    value: 'hostile',
                    label: say(
                      '刁难：限流、中断、回执迟到或重复',
                      'hostile: throttles, breaks off, late and repeated receipts',
                    ),
                  },
                ]}
              />
            </Form.Item>
            <Form.Item
              name="seed"
              label={say('随机种子', 'Seed')}
              extra={say('同样的种子给出同样的演练。', 'The same number gives the same rehearsal.')}
            >
              <InputNumber min={1} style={{ width: '100%' }} />
            </Form.Item>
          </details>
          {refused && <Alert type="error" showIcon title={refused} role="alert" style={{ marginBottom: 16 }} />}
          <Button
            type="primary"
            htmlType="submit"
            size="large"
            icon={<PlayCircleOutlined />}
            loading={busy}
            disabled={state?.possible === false}
          >
            {say('开始演练', 'Start the rehearsal')}
          </Button>
        </Form>
      </Card>
    </>
  );
}
