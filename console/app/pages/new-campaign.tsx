import { Alert, App, Button, Card, Flex, InputNumber, Steps } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { get, send } from '../api';
import { PageHead } from '../parts/page-head';
import type { Standing } from '../parts/rehearsal-banner';
import type { TemplateShown } from '../parts/template-list';
import { CheckStep } from '../wizard/check-step';
import { DatesStep } from '../wizard/dates-step';
import { useDraft } from '../wizard/draft';
import { LadderStep } from '../wizard/ladder-step';
import { ScopeStep } from '../wizard/scope-step';
import { TemplateStep } from '../wizard/template-step';
import { TextsStep } from '../wizard/texts-step';
import { YamlDrawer } from '../wizard/yaml-drawer';
import { useWords } from '../words';

const REHEARSAL_SECONDS = 60;
const LONGEST_REHEARSAL = 3600;
const LAST = 5;

/** From a template to a campaign that runs, step by step; every step can be returned to. */
export function Component() {
  const { say } = useWords();
  const { modal } = App.useApp();
  const go = useNavigate();
  const [query] = useSearchParams();
  const wanted = query.get('template');
  const { definition, plan, problems, checking, change, read } = useDraft();
  const [step, setStep] = useState(0);
  const [yaml, setYaml] = useState(false);
  const [seconds, setSeconds] = useState(REHEARSAL_SECONDS);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  // Each step begins at its head.
  useEffect(() => {
    if (step > 0) window.scrollTo(0, 0);
  }, [step]);
  useEffect(() => {
    if (!wanted) return;
    get<{ templates: TemplateShown[] }>('/api/templates')
      .then(({ templates }) => templates.find(({ id }) => id === wanted))
      .then(async (template) => {
        if (!template) return;
        await read(template.yaml);
        setStep(1);
      })
      .catch((error: Error) => setRefused(error.message));
  }, [wanted, read]);

  async function attempt(work: () => Promise<string>) {
    setBusy(true);
    setRefused(null);
    try {
      await go(`/campaigns/${await work()}`);
    } catch (error) {
      setRefused((error as Error).message);
      setBusy(false);
    }
  }
  const rehearse = () =>
    attempt(async () => {
      const request = { yaml: JSON.stringify(definition), seconds };
      return (await send<Standing>('/api/rehearsals', request)).campaign;
    });
  const start = () =>
    modal.confirm({
      title: say('正式启动？', 'Start for real?'),
      content: say('从开始日起，真实的人会收到短信和邮件。', 'From the opening on, real people get SMS and e-mails.'),
      okText: say('正式启动', 'Start for real'),
      onOk: () =>
        attempt(
          async () => (await send<{ campaign: string }>('/api/campaigns', { definition, mode: 'live' })).campaign,
        ),
    });

  const steps = [
    say('模板', 'Template'),
    say('范围', 'Scope'),
    say('日期', 'Dates'),
    say('阶梯', 'Ladder'),
    say('文字', 'Texts'),
    say('核对与启动', 'Check and start'),
  ];
  const ready = definition !== null && plan !== null && problems.length === 0 && !checking;
  return (
    <>
      <PageHead
        title={say('新建活动', 'New campaign')}
        actions={definition && <Button onClick={() => setYaml(true)}>YAML</Button>}
      />
      <Steps
        current={step}
        size="small"
        onChange={(next) => definition && setStep(next)}
        items={steps.map((title, index) => ({ title, disabled: index > 0 && !definition }))}
      />
      <Card className="section">
        {refused && (
          <Alert type="error" showIcon role="alert" title={refused} className="pre" style={{ marginBottom: 12 }} />
        )}
        {step > 0 && problems.length > 0 && (
          <Alert
            type="error"
            showIcon
            role="alert"
            style={{ marginBottom: 12 }}
            title={say('请改正：', 'Please correct:')}
            description={
              <ul>
                {problems.map(({ field, message }) => (
                  <li key={`${field} ${message}`}>{[field, message].filter(Boolean).join(': ')}</li>
                ))}
              </ul>
            }
          />
        )}
        {step === 0 && (
          <TemplateStep
            onChosen={async (text) => {
              await read(text);
              setStep(1);
            }}
          />
        )}
        {definition && step === 1 && <ScopeStep definition={definition} change={change} />}
        {definition && step === 2 && <DatesStep definition={definition} plan={plan} change={change} />}
        {definition && step === 3 && <LadderStep definition={definition} plan={plan} change={change} />}
        {definition && step === 4 && <TextsStep definition={definition} plan={plan} change={change} />}
        {definition && step === LAST && plan && <CheckStep definition={definition} plan={plan} />}
        {step > 0 && (
          <Flex gap={8} justify="space-between" wrap className="section">
            <Button onClick={() => setStep(step - 1)}>{say('上一步', 'Back')}</Button>
            {step < LAST ? (
              <Button type="primary" onClick={() => setStep(step + 1)}>
                {say('下一步', 'Next')}
              </Button>
            ) : (
              <Flex gap={8} wrap>
                <InputNumber
                  min={1}
                  max={LONGEST_REHEARSAL}
                  value={seconds}
                  aria-label={say('演练用时（秒）', 'Seconds for the rehearsal')}
                  suffix={say('秒', 's')}
                  onChange={(typed) => typed && setSeconds(typed)}
                  style={{ width: 110 }}
                />
                <Button onClick={rehearse} disabled={!ready} loading={busy}>
                  {say('先演练', 'Rehearse first')}
                </Button>
                <Button type="primary" onClick={start} disabled={!ready} loading={busy}>
                  {say('正式启动', 'Start for real')}
                </Button>
              </Flex>
            )}
          </Flex>
        )}
      </Card>
      {yaml && definition && <YamlDrawer definition={definition} onClose={() => setYaml(false)} onRead={read} />}
    </>
  );
}
