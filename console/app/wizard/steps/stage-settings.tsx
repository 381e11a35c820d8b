import { InputNumber, Select } from 'antd';
import type { Stage } from '../../../../domain/campaign/definition/definition';
import { withStageRenamed } from '../../../../domain/campaign/definition/renaming';
import { stageKind } from '../../../../domain/campaign/stage-kinds';
import { useWords } from '../../words';
import { stageKinds } from '../definition-words';
import type { StageEditing } from '../draft';
import { DayInput } from '../inputs/day-input';
import { Every } from '../inputs/every';
import { IdInput } from '../inputs/id-input';
import { ChoiceInput } from '../inputs/inputs';
import { RepeatInput } from '../inputs/repeat-input';
import { RowList } from '../inputs/row-list';
import { TextFields } from '../inputs/text-fields';
import { Asks } from '../ladders/asks';
import { ladderOptions } from '../ladders/ladder-names';

const PERCENT = 100;

/** @returns the day of a moment, which may include a time */
const dayOf = (moment: string): string => moment.replace(/ \d\d:\d\d$/, '');

/** @returns the ladder of the new kind, for a stage with the default ladder of its old kind */
const ladderOfKind = (stage: Stage, kind: Stage['kind']): Pick<Stage, 'ladder'> =>
  stage.ladder === stageKind(stage.kind).ladder ? { ladder: stageKind(kind).ladder } : { ladder: stage.ladder };

/** All properties of a stage except its dates. */
export function StageSettings({ definition, stage, set, change, onForm }: StageEditing) {
  const { say, language } = useWords();
  const others = definition.stages.filter((one) => one !== stage).map(({ id }) => id);
  return (
    <Every<Omit<Stage, 'opens' | 'due' | 'lock'>>>
      {{
        name: (
          <TextFields
            label={say('阶段名称', 'Name of the stage')}
            value={stage.name}
            onChange={(name) => set({ name })}
          />
        ),
        asks: <Asks definition={definition} stage={stage} set={set} change={change} onForm={onForm} />,
        kind: (
          <ChoiceInput
            label={say('种类', 'Kind')}
            value={stage.kind}
            options={stageKinds(language)}
            onChange={(kind) => set({ kind, ...ladderOfKind(stage, kind) })}
          />
        ),
        ladder: (
          <ChoiceInput
            label={say('阶梯', 'Ladder')}
            value={stage.ladder}
            options={ladderOptions(definition, say)}
            onChange={(ladder) => set({ ladder })}
          />
        ),
        id: (
          <IdInput
            value={stage.id}
            taken={others}
            onRename={(id) => change({ stages: withStageRenamed(definition, stage.id, id) })}
          />
        ),
        milestones: (
          <RowList<Stage['milestones'][number]>
            title={say('里程碑', 'Milestones')}
            rows={stage.milestones}
            addWord={say('加一个里程碑', 'Add a milestone')}
            make={() => ({
              by: dayOf([stage.due, stage.opens].find((one) => typeof one === 'string') ?? '12-20'),
              share: 0.5,
            })}
            onChange={(milestones) => set({ milestones })}
          >
            {(milestone, put, name) => (
              <>
                <span>{say('到', 'By')}</span>
                <DayInput
                  dayOnly
                  value={milestone.by}
                  label={`${name}: ${say('哪天', 'day')}`}
                  onChange={(by) => put({ ...milestone, by })}
                />
                <span>{say('应报', 'returned')}</span>
                <InputNumber
                  value={Math.round(milestone.share * PERCENT)}
                  min={1}
                  max={PERCENT}
                  suffix="%"
                  style={{ width: 90 }}
                  aria-label={`${name}: ${say('应报百分之几', 'per cent')}`}
                  onChange={(share) => share && put({ ...milestone, share: share / PERCENT })}
                />
                <Select
                  value={milestone.of ?? 'units'}
                  options={[
                    { value: 'units', label: say('的单位', 'of the units') },
                    { value: 'quota', label: say('的名额（各单位）', 'of each unit’s quota') },
                  ]}
                  aria-label={`${name}: ${say('按什么算', 'of what')}`}
                  style={{ minWidth: 150 }}
                  onChange={(of) => put({ ...milestone, of })}
                />
              </>
            )}
          </RowList>
        ),
        repeat: (
          <RepeatInput
            value={stage.repeat}
            otherwise={say('只一轮', 'no, one round')}
            onChange={(repeat) => set({ repeat })}
          />
        ),
      }}
    </Every>
  );
}
