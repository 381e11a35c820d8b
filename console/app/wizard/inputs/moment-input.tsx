import { Flex, Select, Tag } from 'antd';
import { ANCHORS, isAnchor, type RungAnchor } from '../../../../domain/campaign/definition/anchors';
import type { Moment } from '../../../../domain/campaign/definition/definition';
import { textOf, useWords } from '../../words';
import { anchorWord } from '../ladders/rung-words';
import { useSeason } from '../season';
import { DayInput } from './day-input';
import { DistanceInput } from './distance-input';

type Way = 'none' | 'day' | 'after' | 'from' | 'stage';

const BEGINNINGS: Record<Exclude<Way, 'stage'>, Moment | undefined> = {
  none: undefined,
  day: '12-20',
  after: { after: 'due', workingDays: 3, time: '18:00' },
  from: { after: 'lunar 01-01', workingDays: 1 },
};

const wayOf = (value: Moment | undefined): Way => {
  if (value === undefined) return 'none';
  if (typeof value === 'string') return 'day';
  if (value.stage !== undefined) return 'stage';
  return isAnchor(value.after) ? 'after' : 'from';
};

interface Props<Value extends Moment | undefined> {
  label: string;
  value: Value;
  onChange(moment: Value): void;
}

/** A day of the season, or so many days after another date of the stage. */
export function MomentInput<Value extends Moment | undefined>({
  label,
  value,
  onChange,
  ways,
  at,
}: Props<Value> & {
  /** The allowed forms; `none` means the stage's moment. */
  ways: readonly (undefined extends Value ? Way : Exclude<Way, 'none'>)[];
  /** The moment that it comes to, in words, where it is counted from another. */
  at?: string | undefined;
}) {
  const { say } = useWords();
  const words: Record<Way, string> = {
    none: say('随阶段', 'as the stage'),
    day: say('某一天', 'a day'),
    after: say('之后几天', 'days after'),
    from: say('某一天之后', 'after a day'),
    stage: say('另一阶段之后', 'after another stage'),
  };
  // The present form stays selectable, even where it is not offered.
  const shown = (ways as readonly Way[]).includes(wayOf(value)) ? ways : [...ways, wayOf(value)];
  // The new value is a moment, even where it could be left out.
  const set = (moment: Moment | undefined) => onChange(moment as Value);
  return (
    <Flex gap={6} wrap align="center">
      {shown.length > 1 && (
        <Select<Way>
          value={wayOf(value)}
          aria-label={`${label}: ${say('写法', 'how')}`}
          popupMatchSelectWidth={false}
          onChange={(way) => way !== 'stage' && set(BEGINNINGS[way])}
          options={shown.map((way) => ({ value: way, label: words[way] }))}
        />
      )}
      {typeof value === 'string' && <DayInput label={label} value={value} onChange={set} />}
      {typeof value === 'object' && <AfterInput label={label} value={value} onChange={set} />}
      {typeof value === 'object' && at && <span className="soft">= {at}</span>}
    </Flex>
  );
}

function AfterInput({ label, value, onChange }: Props<Exclude<Moment, string>>) {
  const { language, say } = useWords();
  const { stages } = useSeason();
  const { after, stage, ...distance } = value;
  const named = stages.find(({ id }) => id === stage)?.name;
  const from = `${label}: ${say('从哪天算', 'after')}`;
  const set = (part: Partial<Exclude<Moment, string>>) => onChange({ ...value, ...part });
  return (
    <>
      {stage !== undefined && <Tag>{named ? textOf(named, language) : stage}</Tag>}
      {isAnchor(after) ? (
        <AnchorSelect label={from} value={after} anchors={ANCHORS} onChange={(anchor) => set({ after: anchor })} />
      ) : (
        <DayInput label={from} value={after} onChange={(day) => set({ after: day })} />
      )}
      <DistanceInput
        label={label}
        value={distance}
        onChange={(changed) => onChange({ ...changed, after, ...(stage !== undefined && { stage }) })}
      />
    </>
  );
}

/** Selects the date from which another is counted. */
export function AnchorSelect<Offered extends RungAnchor>({
  label,
  value,
  anchors,
  onChange,
}: {
  label: string;
  value: Offered;
  anchors: readonly Offered[];
  onChange(anchor: Offered): void;
}) {
  const { say } = useWords();
  return (
    <Select<Offered>
      value={value}
      aria-label={label}
      popupMatchSelectWidth={false}
      onChange={onChange}
      options={anchors.map((anchor) => ({ value: anchor, label: anchorWord(anchor, say) }))}
    />
  );
}
