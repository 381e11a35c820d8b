import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { send } from '../../api';
import { stateWord } from '../../shell/state-words';
import type { Held, Progress } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';

const TICK_MS = 500;

/** Decisions that the server is about to carry out, with the seconds in which they can be undone. */
export function HeldDecisions({
  progress: { id, stages },
  turn,
  onActed,
}: {
  progress: Pick<Progress, 'id' | 'stages'>;
  /** Changes when a decision was just made. */
  turn: number;
  /** One of them was carried out, or taken back. */
  onActed(): void;
}) {
  const { language, say } = useWords();
  const path = `/api/campaigns/${encodeURIComponent(id)}/held`;
  const { data, reload } = useData<Held>(path);
  const [refused, setRefused] = useState<string | null>(null);
  const waiting = data?.held.filter((one) => one.refused === null) ?? [];
  const count = waiting.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new decision reads again
  useEffect(() => reload(), [turn, reload]);
  useEffect(() => {
    if (count === 0) return;
    const timer = setInterval(reload, TICK_MS);
    return () => {
      clearInterval(timer);
      onActed();
    };
  }, [count, reload, onActed]);
  const nameOf = (key: string | null) => {
    const stage = stages.find((one) => one.id === key?.split(/[.@]/)[0]);
    return stage ? say(`（${textOf(stage.name, language)}）`, ` (${textOf(stage.name, language)})`) : '';
  };
  const undo = (decision: number) =>
    send(`${path}/${decision}/take-back`, {}).then(
      () => {
        setRefused(null);
        reload();
      },
      (error: Error) => setRefused(error.message),
    );
  const secondsTo = (at: string) => Math.max(0, Math.ceil((Date.parse(at) - Date.parse(data?.now ?? at)) / 1000));
  return (
    <>
      {waiting.map(({ id: decision, verb, key, actsAt, own }) => (
        <Alert
          key={decision}
          type="info"
          showIcon
          className="section"
          title={
            <>
              {stateWord('verb', verb, say).word}
              {nameOf(key)}：
              <span aria-hidden>{say(`${secondsTo(actsAt)} 秒后发出`, `goes out in ${secondsTo(actsAt)} s`)}</span>
            </>
          }
          action={
            own && (
              <Button size="small" type="primary" onClick={() => void undo(decision)}>
                {say('撤销', 'Undo')}
              </Button>
            )
          }
        />
      ))}
      {refused && (
        <Alert type="warning" showIcon className="section" title={refused} closable onClose={() => setRefused(null)} />
      )}
      {data?.held
        .filter((one) => one.refused !== null)
        .map(({ id: decision, verb, key, refused: why }) => (
          <Alert
            key={decision}
            type="error"
            showIcon
            className="section"
            title={`${stateWord('verb', verb, say).word}${nameOf(key)}${say('没有发出：', ' was not carried out: ')}${why}`}
          />
        ))}
    </>
  );
}
