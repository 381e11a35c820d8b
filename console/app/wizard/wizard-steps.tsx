import { Select, Steps } from 'antd';
import { useWords } from '../words';
import { usePlaceWord } from './place-words';
import { STEPS, type Step } from './places';

/** Where one is on the way to a campaign: in one line, on a narrow screen as one field. */
export function WizardSteps({ at, onGo }: { at: Step; onGo: ((step: Step) => void) | null }) {
  const { say } = useWords();
  const placeWord = usePlaceWord();
  const index = STEPS.indexOf(at);
  return (
    <>
      <Steps
        className="wizard-steps"
        current={index}
        size="small"
        {...(onGo && { onChange: (next: number) => onGo(STEPS[next] ?? 'template') })}
        items={STEPS.map((one, nr) => ({ title: placeWord(one), disabled: !onGo && nr > 0 }))}
      />
      {onGo && (
        <Select<Step>
          className="wizard-step"
          value={at}
          aria-label={say('步骤', 'Step')}
          onChange={onGo}
          options={STEPS.map((one, nr) => ({ value: one, label: `${nr + 1} / ${STEPS.length} ${placeWord(one)}` }))}
        />
      )}
    </>
  );
}
