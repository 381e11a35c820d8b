import type { ListDefinition } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { ChoiceInput, NumberInput, SwitchInput } from '../inputs/inputs';

type Posting = NonNullable<ListDefinition['posting']>;

const USUAL: Posting = { days: 3, counted: 'calendar', medium: 'board', objections: true, nominations: false };

/** How a list is posted. */
export function PostingInput({
  value = USUAL,
  onChange,
}: {
  value: Posting | undefined;
  onChange(posting: Posting): void;
}) {
  const { say } = useWords();
  const set = (part: Partial<Posting>) => onChange({ ...value, ...part });
  return (
    <>
      <NumberInput
        label={say('公示天数（张贴当日不算）', 'Days of posting (the first does not count)')}
        min={1}
        max={60}
        value={value.days}
        onChange={(days) => set({ days: days ?? USUAL.days })}
      />
      <ChoiceInput
        label={say('天数算法', 'Days are')}
        value={value.counted}
        options={[
          { value: 'calendar', label: say('自然日', 'calendar days') },
          { value: 'working', label: say('工作日', 'working days') },
        ]}
        onChange={(counted) => set({ counted })}
      />
      <ChoiceInput
        label={say('公示方式', 'Medium')}
        value={value.medium}
        options={[
          { value: 'board', label: say('公示栏', 'notice board') },
          { value: 'cable-tv', label: say('有线电视', 'cable television') },
          { value: 'congress', label: say('居民代表大会', 'residents’ congress') },
          { value: 'online', label: say('网上', 'online') },
        ]}
        onChange={(medium) => set({ medium })}
      />
      <SwitchInput
        label={say('接受异议', 'Objections')}
        value={value.objections}
        onChange={(objections) => set({ objections })}
      />
      <SwitchInput
        label={say('接受推荐遗漏家庭', 'Nominations of missed families')}
        value={value.nominations}
        onChange={(nominations) => set({ nominations })}
      />
    </>
  );
}
