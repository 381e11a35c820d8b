import { Alert, Button, Card, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { PageHead } from '../shell/page-head';
import type { DraftInFull } from '../types';
import { textOf, useWords } from '../words';
import { Asides } from './asides';
import { useDraft } from './draft';
import { FormsAside } from './forms/forms-aside';
import { StandardsAside } from './forms/standards-aside';
import { ChangedElsewhere, DraftBar } from './keeping/draft-bar';
import { LedgerAside } from './ledger/ledger-aside';
import { ListsAside } from './lists/lists-aside';
import { usePlaceWord } from './place-words';
import { isPlace, isStep, type Place, STEPS, type Step } from './places';
import { ProblemList } from './problem-list';
import { Season } from './season';
import { StartButtons } from './start-buttons';
import { CheckStep } from './steps/check-step';
import { DatesStep } from './steps/dates-step';
import { LadderStep } from './steps/ladder-step';
import { ScopeStep } from './steps/scope-step';
import { TextsStep } from './steps/texts-step';
import { WarningsAside } from './warnings/warnings-aside';
import { WizardSteps } from './wizard-steps';
import { YamlDrawer } from './yaml-drawer';

/** The steps of a draft, in any order; its place is in the address, so that the browser's Back is a step back. */
export function Wizard({ kept, onReload }: { kept: DraftInFull; onReload(): void }) {
  const { language, say } = useWords();
  const placeWord = usePlaceWord();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const draft = useDraft(kept);
  const { definition, plan, problems, checking, change, saving } = draft;
  const [form, setForm] = useState<string | null>(null);
  const [stage, setStage] = useState<string | null>(null);
  const [yaml, setYaml] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const named = query.get('at');
  const place: Place = isPlace(named) && named !== 'template' ? named : 'scope';
  /** The step to return to from an optional part. */
  const [step, setStep] = useState<Step>(isStep(place) ? place : 'scope');
  const current = isStep(place) ? place : step;
  const go = (to: Place) => {
    if (isStep(to)) setStep(to);
    if (to === 'template') void navigate('/campaigns/new');
    else setQuery({ draft: String(kept.id), at: to });
  };
  const head = useHeadFocused(place);
  const at = STEPS.indexOf(current);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  const ready = plan !== null && problems.length === 0 && !checking;
  const goToForm = (name: string) => {
    setForm(name);
    go('forms');
  };
  return (
    <Season definition={definition}>
      <PageHead
        title={say('新建活动', 'New campaign')}
        about={textOf(definition.name, language)}
        actions={
          <>
            <DraftBar {...draft} />
            <Button onClick={() => setYaml(true)}>YAML</Button>
          </>
        }
      />
      {saving.state === 'elsewhere' && (
        <ChangedElsewhere
          definition={definition}
          onOther={(id) => (id === null ? onReload() : setQuery({ draft: String(id), at: place }))}
        />
      )}
      <WizardSteps at={current} onGo={go} />
      <Asides definition={definition} here={place} onGo={go} />
      <Card
        className="section"
        title={
          <h2 ref={head} tabIndex={-1} className="step-head">
            {placeWord(place)}
          </h2>
        }
      >
        {refused && (
          <Alert type="error" showIcon role="alert" title={refused} className="pre" style={{ marginBottom: 12 }} />
        )}
        {problems.length > 0 && <ProblemList problems={problems} here={place} onGo={go} />}
        {place === 'scope' && <ScopeStep definition={definition} change={change} />}
        {place === 'dates' && (
          <DatesStep {...{ definition, plan, change }} open={stage} onOpen={setStage} onForm={goToForm} />
        )}
        {place === 'ladder' && <LadderStep {...{ definition, plan, change }} />}
        {place === 'texts' && <TextsStep {...{ definition, plan, change, problems, checking }} />}
        {place === 'check' && plan && <CheckStep definition={definition} plan={plan} />}
        {place === 'forms' && <FormsAside {...{ definition, change }} chosen={form} onChoose={setForm} />}
        {place === 'standards' && <StandardsAside definition={definition} change={change} />}
        {place === 'ledger' && <LedgerAside definition={definition} change={change} />}
        {place === 'lists' && <ListsAside definition={definition} change={change} />}
        {place === 'warnings' && <WarningsAside definition={definition} change={change} />}
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
          {place === 'check' && (
            <StartButtons {...{ definition, plan, ready, saving }} draft={kept.id} onRefused={setRefused} />
          )}
        </Flex>
      </Card>
      {yaml && <YamlDrawer definition={definition} onClose={() => setYaml(false)} onRead={draft.read} />}
    </Season>
  );
}

/** Each step begins at its head: for the eye, and for a screen reader. */
function useHeadFocused(place: Place) {
  const head = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is what moves the focus
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [place]);
  return head;
}
