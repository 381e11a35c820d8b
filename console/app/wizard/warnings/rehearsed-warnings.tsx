import { Form } from 'antd';
import { freeName } from '../../../../domain/campaign/definition/renaming';
import { COLOUR_NAMES, HAZARD_NAMES } from '../../../../domain/warning/alert/titles';
import type { RehearsedWarning } from '../../../../domain/warning/what-if/rehearsed-warning';
import { RegionsPicker } from '../../people/region-picker';
import { textOf, useWords } from '../../words';
import { colours, hazards } from '../definition-words';
import { Every } from '../inputs/every';
import { ChoiceInput, WordInput } from '../inputs/inputs';
import { PartList } from '../inputs/part-list';

/** Warnings that arrive in a rehearsal of the campaign; live ones come from the weather office. */
export function RehearsedWarnings({
  value,
  scope,
  onChange,
}: {
  value: RehearsedWarning[];
  scope: string;
  onChange(warnings: RehearsedWarning[]): void;
}) {
  const { language, say } = useWords();
  const types: { value: RehearsedWarning['type']; label: string }[] = [
    { value: 'alert', label: say('发布', 'issued') },
    { value: 'update', label: say('变更', 'changed') },
    { value: 'cancel', label: say('解除', 'ended') },
  ];
  const titleOf = ({ at, hazard, colour, type }: RehearsedWarning) =>
    [
      at,
      textOf(HAZARD_NAMES[hazard], language),
      textOf(COLOUR_NAMES[colour], language),
      types.find((one) => one.value === type)?.label,
    ].join(' · ');
  const make = (): RehearsedWarning => ({
    event: freeName(
      'event',
      value.map(({ event }) => event),
    ),
    at: value.at(-1)?.at ?? '01-08 15:40',
    type: 'alert',
    hazard: 'cold-wave',
    colour: 'blue',
    areas: [scope],
  });
  return (
    <fieldset className="rows">
      <legend>{say('演练中到来的预警', 'Warnings that arrive in a rehearsal')}</legend>
      <PartList<RehearsedWarning>
        parts={value}
        titleOf={titleOf}
        make={make}
        addWord={say('加一条演练预警', 'Add a rehearsed warning')}
        onChange={onChange}
      >
        {(warning, put) => {
          const set = (part: Partial<RehearsedWarning>) => put({ ...warning, ...part });
          return (
            <Every<RehearsedWarning>>
              {{
                at: (
                  <WordInput
                    label={say('何时到来', 'Arrives')}
                    extra={say('月-日 时:分，或 lunar 12-08 15:40', 'Month-day and time, or lunar 12-08 15:40')}
                    value={warning.at}
                    onChange={(at) => set({ at })}
                  />
                ),
                type: (
                  <ChoiceInput
                    label={say('消息', 'Message')}
                    value={warning.type}
                    options={types}
                    onChange={(type) => set({ type })}
                  />
                ),
                hazard: (
                  <ChoiceInput
                    label={say('天气', 'Weather')}
                    value={warning.hazard}
                    options={hazards(language)}
                    onChange={(hazard) => set({ hazard })}
                  />
                ),
                colour: (
                  <ChoiceInput
                    label={say('颜色', 'Colour')}
                    value={warning.colour}
                    options={colours(language)}
                    onChange={(colour) => set({ colour })}
                  />
                ),
                areas: (
                  <Form.Item label={say('地区', 'Places')} htmlFor="rehearsed-areas" className="wide">
                    <RegionsPicker id="rehearsed-areas" value={warning.areas} onChange={(areas) => set({ areas })} />
                  </Form.Item>
                ),
                event: (
                  <WordInput
                    label={say('哪次过程', 'Event')}
                    extra={say('同一次过程的消息写同一个', 'The same for all messages of one event')}
                    value={warning.event}
                    onChange={(event) => set({ event })}
                  />
                ),
                expires: (
                  <WordInput
                    label={say('何时失效', 'Lapses')}
                    extra={say('可不填', 'optional')}
                    value={warning.expires ?? ''}
                    onChange={(expires) => set({ expires: expires || undefined })}
                  />
                ),
              }}
            </Every>
          );
        }}
      </PartList>
    </fieldset>
  );
}
