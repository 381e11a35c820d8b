import { Flex, Form, InputNumber, Select } from 'antd';
import { MILESTONE, type RungAnchor } from '../../../../domain/campaign/definition/anchors';
import type { RungDefinition } from '../../../../domain/campaign/definition/definition';
import { withRole } from '../../../../domain/campaign/definition/rung-audience';
import { rungKind } from '../../../../domain/round/rung-kinds';
import { useWords } from '../../words';
import { messageOptions, sends } from '../definition-words';
import { Every } from '../inputs/every';
import { ChoiceInput, Labelled, MaybeChoiceInput, WordInput } from '../inputs/inputs';
import { AtInput } from './at-input';

/** The id says when, and follows the rung (domain/campaign/rung-id.ts). */
type Details = Omit<
  RungDefinition,
  'id' | 'at' | 'kind' | 'to' | 'up' | 'of' | 'deputy' | 'channels' | 'acknowledgeBy'
>;

/** The properties of a rung without a column. */
export function RungDetails({
  rung,
  messages,
  anchors,
  name,
  put,
}: {
  rung: RungDefinition;
  messages: readonly string[];
  anchors: readonly RungAnchor[];
  /** For labels. */
  name: string;
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
          role: (
            <WordInput
              label={say('只发给担任此职责的人', 'Only to those with this duty')}
              extra={say('名册“职责”一栏中的词；空着则发给联络人', 'A word of the register; the contact when empty')}
              value={rung.role ?? ''}
              placeholder={say('值班员', 'duty-officer')}
              onChange={(word) => put(withRole(rung, word))}
            />
          ),
          acknowledgeWithin: rungKind(rung.kind).acknowledgeWithin && (
            <AnswerInput rung={rung} anchors={anchors} name={name} put={put} />
          ),
        }}
      </Every>
    </Form>
  );
}

type Within = NonNullable<RungDefinition['acknowledgeWithin']>;
type Unit = keyof Within;
type Way = Unit | 'by';

/** The wait of a chase before it goes one level up, or the time after which the later rungs follow. */
function AnswerInput({
  rung,
  anchors,
  name,
  put,
}: {
  rung: RungDefinition;
  anchors: readonly RungAnchor[];
  name: string;
  put(rung: RungDefinition): void;
}) {
  const { say } = useWords();
  const { acknowledgeWithin: within, acknowledgeBy: by, ...rest } = rung;
  const unit: Unit = within?.minutes !== undefined ? 'minutes' : 'workingHours';
  const label = say('多久内确认，否则升级', 'Acknowledged within, else it goes up');
  const choose = (way: Way) =>
    put(
      way === 'by'
        ? { ...rest, acknowledgeBy: { from: 'lock' } }
        : { ...rest, acknowledgeWithin: { [way]: within?.[unit] ?? 1 } },
    );
  return (
    <Labelled label={by ? say('到什么时候确认', 'Acknowledged by') : label}>
      {(id) => (
        <Flex gap={6}>
          {by ? (
            <AtInput
              label={`${name}: ${say('确认', 'acknowledged')}`}
              value={by}
              anchors={anchors.filter((anchor) => anchor !== MILESTONE)}
              onChange={(acknowledgeBy) => put({ ...rest, acknowledgeBy })}
            />
          ) : (
            <InputNumber
              id={id}
              min={unit === 'minutes' ? 1 : 0.1}
              value={within?.[unit] ?? null}
              style={{ width: 90 }}
              onChange={(count) => count && put({ ...rest, acknowledgeWithin: { [unit]: count } })}
            />
          )}
          <Select<Way>
            value={by ? 'by' : unit}
            aria-label={`${label}: ${say('单位', 'unit')}`}
            popupMatchSelectWidth={false}
            onChange={choose}
            options={[
              { value: 'workingHours', label: say('工作小时', 'working hours') },
              { value: 'minutes', label: say('分钟', 'minutes') },
              { value: 'by', label: say('到某个时间，不自动升级', 'by a moment, without going up') },
            ]}
          />
        </Flex>
      )}
    </Labelled>
  );
}
