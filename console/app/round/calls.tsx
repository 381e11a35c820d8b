import { App, Button, Card, Empty, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { dutyName } from '../people/duty-words';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { ShowPeople, useReveal } from '../shell/reveal';
import { statesOf, stateWord } from '../shell/state-words';
import type { Call, Calls, ShownPerson } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { showDeadline, showTime } from '../when';
import { textOf, useWords } from '../words';

/** The call list: units that no channel can reach, or that stay silent; the officer calls and records the outcome. */
export function Component() {
  const { say } = useWords();
  const [campaign, setCampaign] = useQuery('campaign');
  const { data, error, reload } = useData<Calls>(
    `/api/calls${campaign ? `?campaign=${encodeURIComponent(campaign)}` : ''}`,
  );
  return (
    <>
      <PageHead
        title={say('电话清单', 'Call list')}
        about={say(
          '发不到或一直不报的单位：打电话，再点结果。',
          'Places that cannot be reached or stay silent: call them, and press what came of it.',
        )}
      />
      <CampaignFilter value={campaign} onChange={setCampaign} all={say('所有正式活动', 'All live campaigns')} />
      {!data ? (
        <Loading error={error} reload={reload} />
      ) : data.calls.length === 0 ? (
        <Empty
          className="empty"
          description={say(
            '没有要打的电话。联系不上或一直不报的单位会列在这里。',
            'Nobody has to be called. Places that cannot be reached or stay silent appear here.',
          )}
        />
      ) : (
        <>
          <ShowPeople
            wanted={{ purpose: 'call', people: data.calls.flatMap(({ people }) => people.map(({ id }) => id)) }}
            label={say('显示清单上所有人的姓名和号码', 'Show the names and numbers of the whole list')}
          />
          <div className="cards">
            {data.calls.map((call) => (
              <CallCard key={call.id} call={call} onDone={reload} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

function CallCard({ call, onDone }: { call: Call; onDone(): void }) {
  const { language, say } = useWords();
  const { message } = App.useApp();
  const { shown } = useReveal();
  const [note, setNote] = useState(call.note ?? '');
  const record = (result: string) =>
    send(`/api/calls/${call.id}`, { result, ...(note.trim() && { note: note.trim() }) }).then(
      onDone,
      (error: Error) => void message.error(error.message),
    );
  return (
    <Card size="small" title={`${call.name} · ${call.parentName ?? ''}`}>
      <Typography.Paragraph type="secondary">
        {call.reason === 'unreachable'
          ? say('没有可用的联系方式', 'cannot be reached')
          : say('一直没有报送', 'stays silent')}{' '}
        · {textOf(call.stage, language)} · {say('截止', 'locks')} {showDeadline(call.locksAt, call.zone, language)}
      </Typography.Paragraph>
      {call.people.map((person) => (
        <p key={person.role}>
          {dutyName(person.role, say)} <Callable masked={person} inFull={shown.get(person.id)} />
        </p>
      ))}
      <ShowPeople wanted={{ purpose: 'call', people: call.people.map(({ id }) => id) }} />
      {call.result && call.triedAt && (
        <Typography.Paragraph>
          {stateWord('call', call.result, say).word} × {call.attempts}, {showTime(call.triedAt, call.zone, language)}
        </Typography.Paragraph>
      )}
      <Input
        value={note}
        onChange={({ target }) => setNote(target.value)}
        maxLength={500}
        placeholder={say('备注', 'Remark')}
        aria-label={say(`${call.name}：备注`, `${call.name}: remark`)}
        style={{ marginBottom: 8 }}
      />
      <Flex gap={6} wrap>
        {statesOf('call').map((result) => (
          <Button key={result} size="small" onClick={() => record(result)}>
            {stateWord('call', result, say).word}
          </Button>
        ))}
      </Flex>
    </Card>
  );
}

function Callable({ masked, inFull }: { masked: Call['people'][number]; inFull: ShownPerson | undefined }) {
  const { say } = useWords();
  const { name, phone } = inFull ?? masked;
  if (!phone) return say(`${name}（无号码）`, `${name} (no number)`);
  return (
    <>
      {name} {inFull ? <a href={`tel:${phone}`}>{phone}</a> : phone}
    </>
  );
}
