import { Button, Card, Form } from 'antd';
import type { Definition, Moment, Stage } from '../../../../domain/campaign/definition/definition';
import type { Plan } from '../../types';
import { showDeadline } from '../../when';
import { textOf, useWords } from '../../words';
import type { Change } from '../draft';
import { MomentInput } from '../inputs/moment-input';
import { moved, PartActions } from '../inputs/part-actions';
import { STAGE_COLOURS } from '../stage-colours';
import { StageSettings } from './stage-settings';

const PLANNED = { opens: 'opensAt', due: 'dueAt', lock: 'locksAt' } as const;

export type DateField = 'opens' | 'due' | 'lock';

/** A stage: its three dates, and, when open, all its settings. */
export function StageCard({
  definition,
  plan,
  index,
  words,
  change,
  onForm,
  open,
  onOpen,
}: {
  definition: Definition;
  plan: Plan | null;
  index: number;
  words: Record<DateField, string>;
  change: Change;
  /** Goes to a form. */
  onForm(form: string): void;
  open: boolean;
  onOpen(stage: string | null): void;
}) {
  const { language, say } = useWords();
  const { stages } = definition;
  const stage = stages[index];
  if (!stage) return null;
  const name = textOf(stage.name, language);
  const planned = plan?.stages.find(({ id }) => id === stage.id);
  const word = open ? say('收起', 'Close') : say('提问与设置', 'Settings');
  const set = (part: Partial<Stage>) => {
    change({ stages: stages.map((one, nr) => (nr === index ? { ...one, ...part } : one)) });
    if (open && part.id) onOpen(part.id);
  };
  return (
    <Card
      size="small"
      className={open ? 'whole' : ''}
      title={
        <>
          <i className="dot" style={{ background: STAGE_COLOURS[index % STAGE_COLOURS.length] }} /> {name}
        </>
      }
      extra={
        <Button
          type="link"
          size="small"
          aria-expanded={open}
          aria-label={say(`${name}：${word}`, `${name}: ${word}`)}
          onClick={() => onOpen(open ? null : stage.id)}
        >
          {word}
        </Button>
      }
    >
      {(['opens', 'due', 'lock'] as const).map((field) => (
        <div key={field} className="date-line">
          <span>{words[field]}</span>
          <MomentInput<Moment>
            label={`${name}: ${words[field]}`}
            value={stage[field]}
            ways={field === 'opens' ? ['day', 'from'] : ['day', 'after', 'from']}
            onChange={(moment) => set({ [field]: moment })}
            at={planned && showDeadline(planned[PLANNED[field]], definition.zone, language)}
          />
        </div>
      ))}
      {open && (
        <Form layout="vertical" component="div" className="stage-settings">
          <StageSettings definition={definition} stage={stage} set={set} change={change} onForm={onForm} />
          <PartActions
            index={index}
            count={stages.length}
            kept={stages.length === 1 ? say('至少要有一个阶段', 'One stage has to stay') : null}
            onMove={(to) => change({ stages: moved(stages, index, to) })}
            onRemove={() => change({ stages: stages.filter((_, nr) => nr !== index) })}
          />
        </Form>
      )}
    </Card>
  );
}
