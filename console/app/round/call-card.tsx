import { Button, Card, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, send } from '../api';
import { useFeedback } from '../feedback';
import { useUndo } from '../parts/use-undo';
import { dutyName } from '../people/duty-words';
import { ReportDialog } from '../place/enter-report';
import { PlaceLink } from '../place/place-link';
import { useMe } from '../session';
import { ShowPeople, useReveal } from '../shell/reveal';
import { statesOf, stateWord } from '../shell/state-words';
import type { Call, PlaceRecord, PlaceRound } from '../types';
import { showDeadline, showTime } from '../when';
import { textOf, useWords } from '../words';
import { Callable } from './callable';

/** A unit to telephone: whom, what came of it, and its report, entered at once. */
export function CallCard({ call, onDone }: { call: Call; onDone(): void }) {
  const { language, say } = useWords();
  const { shown } = useReveal();
  const { code, name, campaign, parentName, reason, stage, locksAt, zone, people, result, triedAt, attempts } = call;
  const isOver = call.closedAt !== null || call.reportedAt !== null;
  return (
    <Card
      size="small"
      title={
        <>
          <PlaceLink code={code} name={name} campaign={campaign} /> · {parentName ?? ''}
        </>
      }
    >
      <Typography.Paragraph type="secondary">
        {reason === 'unreachable'
          ? say('没有可用的联系方式', 'cannot be reached')
          : say('一直没有上报', 'stays silent')}{' '}
        · {textOf(stage, language)} · {say('锁定', 'locks')} {showDeadline(locksAt, zone, language)}
      </Typography.Paragraph>
      {people.map((person) => (
        <p key={person.role}>
          {dutyName(person.role, say)} <Callable masked={person} inFull={shown.get(person.id)} />
        </p>
      ))}
      <ShowPeople wanted={{ purpose: 'call', people: people.map(({ id }) => id) }} />
      {result && triedAt && (
        <Typography.Paragraph>
          {stateWord('call', result, say).word} × {attempts}, {showTime(triedAt, zone, language)}
          {isOver && call.note && ` · ${call.note}`}
        </Typography.Paragraph>
      )}
      {call.reportedAt && (
        <Typography.Paragraph>
          {say('已上报', 'Reported')} {showTime(call.reportedAt, zone, language)}
        </Typography.Paragraph>
      )}
      {isOver ? <Undo call={call} onDone={onDone} /> : <Outcomes call={call} onDone={onDone} />}
    </Card>
  );
}

/** The outcomes that a click records; a report is entered. */
function Outcomes({ call, onDone }: { call: Call; onDone(): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  const { offer } = useUndo();
  const [note, setNote] = useState(call.note ?? '');
  const { id, name, campaign, list } = call;
  const record = (result: string) =>
    send(`/api/calls/${id}`, { result, ...(note.trim() && { note: note.trim() }) }).then(
      () => {
        offer({
          about: `call ${id}`,
          said: `${name}: ${stateWord('call', result, say).word}`,
          undo: () => send(`/api/calls/${id}/undo`, {}),
          undone: say('已撤销，回到待打电话', 'Undone: to be called again'),
          done: onDone,
        });
        onDone();
      },
      (error: Error) => void message.error(error.message),
    );
  return (
    <>
      <Input
        value={note}
        onChange={({ target }) => setNote(target.value)}
        maxLength={500}
        placeholder={say('备注', 'Remark')}
        aria-label={say(`${name}：备注`, `${name}: remark`)}
        style={{ marginBottom: 8 }}
      />
      <Flex gap={6} wrap align="center">
        {can('submit-report') && list === null && <EnterHere call={call} onDone={onDone} />}
        {list !== null && (
          <Link to={`/lists?${new URLSearchParams({ campaign, list, tab: 'papers' }).toString()}`}>
            {say('代录名单', 'Key its list')}
          </Link>
        )}
        {statesOf('call')
          .filter((result) => result !== 'reported')
          .map((result) => (
            <Button key={result} size="small" onClick={() => record(result)}>
              {stateWord('call', result, say).word}
            </Button>
          ))}
      </Flex>
    </>
  );
}

/** Opens the unit's form. It is read when it is needed, because a list has hundreds of calls. */
function EnterHere({ call: { id, campaign, key, code, name }, onDone }: { call: Call; onDone(): void }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const { withdraw } = useUndo();
  const [round, setRound] = useState<PlaceRound | null>(null);
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    try {
      const query = new URLSearchParams({ campaign });
      const { rounds } = await get<PlaceRecord>(`/api/places/${encodeURIComponent(code)}?${query.toString()}`);
      setRound(rounds.find((one) => one.key === key) ?? null);
    } catch (refused) {
      void message.error((refused as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="small" type="primary" loading={busy} onClick={() => void open()}>
        {say('代报', 'Enter for it')}
      </Button>
      {round?.own && (
        <ReportDialog
          unit={{ campaign, key, code, name }}
          form={round.form}
          figures={round.own.figures}
          nothing={false}
          corrects={false}
          onDone={() => {
            withdraw(`call ${id}`);
            onDone();
          }}
          onClose={() => setRound(null)}
        />
      )}
    </>
  );
}

/** A call that was ended by mistake is made again; a report is corrected or returned on the page of its place. */
function Undo({ call: { id, reportedAt, code, campaign }, onDone }: { call: Call; onDone(): void }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const { withdraw } = useUndo();
  if (reportedAt !== null)
    return <PlaceLink code={code} campaign={campaign} name={say('看上报内容', 'See what it reported')} />;
  const undo = () =>
    send(`/api/calls/${id}/undo`, {}).then(
      () => {
        withdraw(`call ${id}`);
        onDone();
      },
      (error: Error) => void message.error(error.message),
    );
  return (
    <Button size="small" onClick={() => void undo()}>
      {say('撤销', 'Undo')}
    </Button>
  );
}
