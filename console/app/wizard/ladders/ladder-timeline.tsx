import { Segmented, Timeline } from 'antd';
import { useState } from 'react';
import type { Definition, RungDefinition } from '../../../../domain/campaign/definition/definition';
import { rungKind } from '../../../../domain/round/rung-kinds';
import { useKinds } from '../../kinds';
import type { Plan } from '../../types';
import { showDeadline, showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { toldWords, whenWords } from './rung-words';

interface Entry {
  key: string;
  at: string;
  when: string;
  title: string;
  about: string;
  colour: string;
}

type Line = Plan['lines'][number];
type PlannedStage = Plan['stages'][number];

/** A ladder with the real dates of each stage that uses it: what goes to whom, and what nobody gets. */
export function LadderTimeline({
  definition,
  plan,
  stages,
  rungs,
}: {
  definition: Definition;
  plan: Plan;
  /** Ids of the stages that use it. */
  stages: readonly string[];
  rungs: readonly RungDefinition[];
}) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const [chosen, setChosen] = useState(stages[0] ?? '');
  const stage = stages.includes(chosen) ? chosen : (stages[0] ?? '');
  const planned = plan.stages.find(({ id }) => id === stage);
  if (!planned) return null;
  const { zone } = definition;
  const roundsOf = (line: Line) => line.round.split(/[.@]/)[0] === stage;
  // Of a stage with several rounds the first of each rung is shown: the others follow it in the same distance.
  const lineOf = (id: string): Line | undefined => plan.lines.find((line) => roundsOf(line) && line.rung === id);
  const beyond = new Set(plan.beyondScope.filter((one) => one.stage === stage).map(({ rung }) => rung));
  const marks: Entry[] = markWords(planned, say).map(({ at, word }) => ({
    ...{ key: word, at, title: word, about: '', colour: 'gray' },
    when: showDeadline(at, zone, language),
  }));
  const laid = rungs.flatMap((rung): Entry[] => {
    const line = lineOf(rung.id);
    if (!line) return [];
    const { at, places, sms, email } = line;
    const kind = textOf(rungKind(rung.kind).name, language);
    return [
      {
        ...{ key: rung.id, at, when: showTime(at, zone, language), colour: rung.up > 0 || rung.of ? 'orange' : 'blue' },
        title: `${kind} → ${toldWords(rung, nameOf, say)}`,
        about: [
          whenWords(rung.at, say),
          say(`${places} 处`, `${places} places`),
          sms > 0 && say(`短信 ${sms} 条`, `${sms} SMS`),
          email > 0 && say(`邮件 ${email} 封`, `${email} e-mails`),
        ]
          .filter(Boolean)
          .join(' · '),
      },
    ];
  });
  const lost = rungs.filter(({ id }) => !lineOf(id));
  const nameOfStage = (id: string) => {
    const named = definition.stages.find((one) => one.id === id);
    return named ? textOf(named.name, language) : id;
  };
  return (
    <section className="section" aria-label={say('时间线', 'Timeline')}>
      {stages.length > 1 && (
        <Segmented<string>
          value={stage}
          onChange={setChosen}
          options={stages.map((id) => ({ value: id, label: nameOfStage(id) }))}
          style={{ marginBottom: 16 }}
        />
      )}
      <Timeline
        items={[...marks, ...laid]
          .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
          .map(({ key, when, title, about, colour }) => ({
            key,
            color: colour,
            content: (
              <>
                <span className="rung-when">{when}</span> <strong>{title}</strong>
                {about && <div className="soft">{about}</div>}
              </>
            ),
          }))}
      />
      {lost.length > 0 && (
        <div className="soft">
          {say('在这个阶段不发：', 'Not sent in this stage:')}
          <ul className="problems">
            {lost.map((rung) => (
              <li key={rung.id}>
                {textOf(rungKind(rung.kind).name, language)} → {toldWords(rung, nameOf, say)}（{whenWords(rung.at, say)}
                ）：
                {beyond.has(rung.id)
                  ? say('范围内没有这一级', 'the scope has no such level')
                  : say('不在这个阶段的时间之内，或与别的一级合并', 'outside its time, or joined with another rung')}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

const markWords = ({ opensAt, dueAt, locksAt }: PlannedStage, say: (zh: string, en: string) => string) => [
  { at: opensAt, word: say('开始', 'Opens') },
  { at: dueAt, word: say('到期', 'Due') },
  { at: locksAt, word: say('锁定', 'Locks') },
];
