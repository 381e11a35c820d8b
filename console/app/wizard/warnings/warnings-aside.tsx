import { Form } from 'antd';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { formsCounting } from '../../../../domain/campaign/definition/renaming';
import { overridesFrom, overridesOf } from '../../../../domain/warning/alert/rule-overrides';
import { useKinds } from '../../kinds';
import { textOf, useWords } from '../../words';
import { regionKinds } from '../definition-words';
import type { Change } from '../draft';
import { Every } from '../inputs/every';
import { ChoiceInput, SwitchInput } from '../inputs/inputs';
import { warningLadderOptions } from '../ladders/ladder-names';
import { Overrides } from './overrides';
import { RehearsedWarnings } from './rehearsed-warnings';

type Warnings = NonNullable<Definition['warnings']>;

/** Whether the campaign answers weather warnings, the asked kind of unit, and the differences from the shared rules. */
export function WarningsAside({ definition, change }: { definition: Definition; change: Change }) {
  const { language, say } = useWords();
  const { kinds } = useKinds();
  const { warnings, stages } = definition;
  const set = (part: Partial<Warnings>) => warnings && change({ warnings: { ...warnings, ...part } });
  // Without answers to warnings, no warning can arrive in the rehearsal.
  const turn = (on: boolean) =>
    change(
      on
        ? { warnings: { of: stages[0]?.asks[0]?.of ?? 'village', rules: {} } }
        : { warnings: undefined, rehearsal: undefined },
    );
  const categories = definition.standards
    .filter(({ category }) => formsCounting(definition, category).length > 0)
    .map(({ category, name }) => ({ value: category, label: textOf(name, language) }));
  return (
    <Form layout="vertical" component="div">
      <SwitchInput
        label={say('响应寒冷天气预警', 'Answers cold-weather warnings')}
        extra={say(
          '预警一到，范围内的单位要确认、派人、巡查。关掉后，下面的内容也去掉。',
          'When a warning comes, the units of its area acknowledge, send somebody and patrol. Switched off, what stands below goes too.',
        )}
        value={warnings !== undefined}
        onChange={turn}
      />
      {warnings && (
        <>
          <Every<Warnings>>
            {{
              of: (
                <ChoiceInput
                  label={say('叫应哪类单位', 'Kind of unit that answers')}
                  value={warnings.of}
                  options={regionKinds(kinds, warnings.of, language)}
                  onChange={(of) => set({ of })}
                />
              ),
              rules: (
                <Overrides
                  value={overridesOf(warnings.rules)}
                  categories={categories}
                  ladders={warningLadderOptions(definition, say)}
                  items={definition.items}
                  purses={definition.purses}
                  onChange={(list) => set({ rules: overridesFrom(list) })}
                />
              ),
            }}
          </Every>
          <RehearsedWarnings
            value={definition.rehearsal?.warnings ?? []}
            scope={definition.scope}
            onChange={(list) => change({ rehearsal: list.length > 0 ? { warnings: list } : undefined })}
          />
        </>
      )}
    </Form>
  );
}
