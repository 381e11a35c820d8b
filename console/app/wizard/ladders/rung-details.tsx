import { Form, InputNumber, Select, Space } from 'antd';
import type { RungDefinition } from '../../../../domain/campaign/definition/definition';
import { rungKind } from '../../../../domain/round/rung-kinds';
import { useWords } from '../../words';
import { messageOptions, sends } from '../definition-words';
import { Every } from '../inputs/every';
import { IdInput, RUNG_ID } from '../inputs/id-input';
import { ChoiceInput, Labelled, MaybeChoiceInput } from '../inputs/inputs';

type Details = Omit<RungDefinition, 'at' | 'kind' | 'up' | 'deputy' | 'channels'>;

/** What a rung has beside its columns. */
export function RungDetails({
  rung,
  messages,
  taken,
  put,
}: {
  rung: RungDefinition;
  messages: readonly string[];
  taken: readonly string[];
  put(rung: RungDefinition): void;
}) {
  const { say } = useWords();
  return (
    <Form layout="vertical" component="div">
      <Every<Details>>
        {{
          message: (
            <MaybeChoiceInput
              label={say('用哪条消息', 'Message')}
              value={rung.message}
              otherwise={say('与种类同名', 'named as the kind')}
              options={messageOptions(messages, say)}
              onChange={(message) => put({ ...rung, message })}
            />
          ),
          send: (
            <ChoiceInput
              label={say('几种都发还是发一种', 'By which of the ways')}
              value={rung.send}
              options={sends(say)}
              onChange={(send) => put({ ...rung, send })}
            />
          ),
          acknowledgeWithin: rungKind(rung.kind).acknowledgeWithin && (
            <WithinInput
              value={rung.acknowledgeWithin}
              onChange={(acknowledgeWithin) => put({ ...rung, acknowledgeWithin })}
            />
          ),
          id: <IdInput value={rung.id} taken={taken} shape={RUNG_ID} onRename={(id) => put({ ...rung, id })} />,
        }}
      </Every>
    </Form>
  );
}

type Within = RungDefinition['acknowledgeWithin'];
type Unit = keyof NonNullable<Within>;

/** How long a chase may wait for its answer, else it goes one level up. */
function WithinInput({ value, onChange }: { value: Within; onChange(within: Within): void }) {
  const { say } = useWords();
  const unit: Unit = value?.minutes !== undefined ? 'minutes' : 'workingHours';
  const label = say('多久内确认，否则升级', 'Acknowledged within, else it goes up');
  return (
    <Labelled label={label}>
      {(id) => (
        <Space.Compact>
          <InputNumber
            id={id}
            min={unit === 'minutes' ? 1 : 0.1}
            value={value?.[unit] ?? null}
            style={{ width: 90 }}
            onChange={(count) => count && onChange({ [unit]: count })}
          />
          <Select<Unit>
            value={unit}
            aria-label={`${label}: ${say('单位', 'unit')}`}
            popupMatchSelectWidth={false}
            onChange={(chosen) => onChange({ [chosen]: value?.[unit] ?? 1 })}
            options={[
              { value: 'workingHours', label: say('工作小时', 'working hours') },
              { value: 'minutes', label: say('分钟', 'minutes') },
            ]}
          />
        </Space.Compact>
      )}
    </Labelled>
  );
}
