import { Alert, Button, Card, Flex, Steps } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { get } from '../api';
import { PageHead } from '../shell/page-head';
import type { Templates } from '../types';
import { useWords } from '../words';
import { Asides } from './asides';
import { useDraft } from './draft';
import { FormsAside } from './forms/forms-aside';
import { StandardsAside } from './forms/standards-aside';
import { LedgerAside } from './ledger/ledger-aside';
import { ListsAside } from './lists/lists-aside';
import { usePlaceWord } from './place-words';
import { isStep, type Place, STEPS, type Step } from './places';
import { ProblemList } from './problem-list';
import { StartButtons } from './start-buttons';
import { CheckStep } from './steps/check-step';
import { DatesStep } from './steps/dates-step';
import { LadderStep } from './steps/ladder-step';
import { ScopeStep } from './steps/scope-step';
import { TemplateStep } from './steps/template-step';
import { TextsStep } from './steps/texts-step';
import { WarningsAside } from './warnings/warnings-aside';
import { YamlDrawer } from './yaml-drawer';

/** From a template to a running campaign, step by step; the user can return to every step. */
export function Component() {
  const { say } = useWords();
  const placeWord = usePlaceWord();
  const [query] = useSearchParams();
  const wanted = query.get('template');
  const { definition, plan, problems, checking, change, read } = useDraft();
  const [place, setPlace] = useState<Place>('template');
  /** The step to return to from an optional part. */
  const [step, setStep] = useState<Step>('template');
  const [stage, setStage] = useState<string | null>(null);
  const [form, setForm] = useState<string | null>(null);
  const [yaml, setYaml] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const go = (to: Place) => {
    setPlace(to);
    if (isStep(to)) setStep(to);
  };
  const goToForm = (name: string) => {
    setForm(name);
    go('forms');
  };
  // Each step begins at its head.
  useEffect(() => {
    if (place !== 'template') window.scrollTo(0, 0);
  }, [place]);
  useEffect(() => {
    if (!wanted) return;
    get<Templates>('/api/templates')
      .then(({ templates }) => templates.find(({ id }) => id === wanted))
      .then(async (template) => {
        if (!template) return;
        await read(template.yaml);
        setPlace('scope');
        setStep('scope');
      })
      .catch((error: Error) => setRefused(error.message));
  }, [wanted, read]);

  const at = STEPS.indexOf(step);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  const ready = definition !== null && plan !== null && problems.length === 0 && !checking;
  return (
    <>
      <PageHead
        title={say('新建活动', 'New campaign')}
        actions={definition && <Button onClick={() => setYaml(true)}>YAML</Button>}
      />
      <Steps
        current={at}
        size="small"
        onChange={(next) => definition && go(STEPS[next] ?? 'template')}
        items={STEPS.map((one, index) => ({ title: placeWord(one), disabled: index > 0 && !definition }))}
      />
      {definition && step !== 'template' && <Asides definition={definition} here={place} onGo={go} />}
      <Card className="section" {...(!isStep(place) && { title: placeWord(place) })}>
        {refused && (
          <Alert type="error" showIcon role="alert" title={refused} className="pre" style={{ marginBottom: 12 }} />
        )}
        {place !== 'template' && problems.length > 0 && <ProblemList problems={problems} here={place} onGo={go} />}
        {place === 'template' && (
          <TemplateStep
            onChosen={async (text) => {
              await read(text);
              go('scope');
            }}
          />
        )}
        {definition && place === 'scope' && <ScopeStep definition={definition} change={change} />}
        {definition && place === 'dates' && (
          <DatesStep
            definition={definition}
            plan={plan}
            change={change}
            open={stage}
            onOpen={setStage}
            onForm={goToForm}
          />
        )}
        {definition && place === 'ladder' && <LadderStep definition={definition} plan={plan} change={change} />}
        {definition && place === 'texts' && <TextsStep definition={definition} plan={plan} change={change} />}
        {definition && place === 'check' && plan && <CheckStep definition={definition} plan={plan} />}
        {definition && place === 'forms' && (
          <FormsAside definition={definition} change={change} chosen={form} onChoose={setForm} />
        )}
        {definition && place === 'standards' && <StandardsAside definition={definition} change={change} />}
        {definition && place === 'ledger' && <LedgerAside definition={definition} change={change} />}
        {definition && place === 'lists' && <ListsAside definition={definition} change={change} />}
        {definition && place === 'warnings' && <WarningsAside definition={definition} change={change} />}
        {place !== 'template' && (
          <Flex gap={8} justify="space-between" wrap className="section">
            {!isStep(place) && (
              <Button type="primary" onClick={() => go(step)}>
                {say(`回到“${placeWord(step)}”`, `Back to “${placeWord(step)}”`)}
              </Button>
            )}
            {isStep(place) && before && <Button onClick={() => go(before)}>{say('上一步', 'Back')}</Button>}
            {isStep(place) && after && (
              <Button type="primary" onClick={() => go(after)}>
                {say('下一步', 'Next')}
              </Button>
            )}
            {definition && place === 'check' && (
              <StartButtons definition={definition} ready={ready} onRefused={setRefused} />
            )}
          </Flex>
        )}
      </Card>
      {yaml && definition && <YamlDrawer definition={definition} onClose={() => setYaml(false)} onRead={read} />}
    </>
  );
}
