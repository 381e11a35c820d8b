import { Alert, Button, Card, Descriptions, Flex, Input, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type DutyWord, isRole } from '../../../domain/people/duties';
import { ResumeSms } from '../message/resume-sms';
import { placePath } from '../place/place-link';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { ShowPeople, useReveal } from '../shell/reveal';
import type { Person, Place } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import { dutyName } from './duty-words';
import { GroupRobot } from './group-robot';
import { PersonDialog } from './person-dialog';
import { RegionActs, RegionHistory } from './region/region-acts';
import { RemoveDuty } from './remove-duty';
import { RevokeLinks } from './revoke-links';

/**
 * One place: what became of it, its people, their reach, and their leave.
 * @param changed gets the region that is to be shown after a change of the tree
 */
export function PlacePanel({ code, changed }: { code: string; changed(code: string): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const { data, error, reload } = useData<Place>(`/api/register/${encodeURIComponent(code)}`);
  const { shown, show } = useReveal();
  const [edited, setEdited] = useState<Person['role'] | null>(null);
  /** To change a person, one sees them in full: what is masked cannot be stored. */
  const edit = async (role: Person['role'], person: Person | undefined) => {
    const visible = !person || shown.has(person.id) || (await show({ purpose: 'correct', people: [person.id] }));
    if (visible) setEdited(role);
  };
  const inFull = (person: Person) => ({ ...person, ...shown.get(person.id) });
  if (!data) return <Loading error={error} reload={reload} />;
  const duties = new Set<DutyWord>(['contact', 'deputy', ...data.people.map(({ role }) => role)]);
  const roles = [...duties].map((role) => ({ role, word: dutyName(role, say) }));
  return (
    <Card
      title={<Typography.Title level={2}>{data.name}</Typography.Title>}
      extra={<span className="code">{data.code}</span>}
    >
      <RegionActs
        place={data}
        changed={(one) => {
          reload();
          changed(one);
        }}
      />
      {!can('reveal-people') && (
        <Alert type="info" title={say('您的角色看不到联系人。', 'Your role does not see people.')} />
      )}
      {can('reveal-people') &&
        roles.map(({ role, word }) => {
          const person = data.people.find((one) => one.role === role);
          return (
            <section key={role} style={{ marginBottom: 20 }}>
              <Flex justify="space-between" align="center">
                <Typography.Title level={3} style={{ fontSize: 15, margin: 0 }}>
                  {word}
                </Typography.Title>
                {can('edit-register') && (
                  <Button
                    size="small"
                    onClick={() => void edit(role, person)}
                    aria-label={`${person ? say('修改', 'Edit') : say('添加', 'Add')} ${word}`}
                  >
                    {person ? say('修改', 'Edit') : say('添加', 'Add')}
                  </Button>
                )}
              </Flex>
              {person ? (
                <>
                  <PersonShown person={inFull(person)} />
                  <Flex gap={8} wrap>
                    <ShowPeople wanted={{ purpose: 'correct', people: [person.id] }} />
                    {can('edit-register') && <RevokeLinks code={code} role={role} />}
                    {can('edit-register') && <RemoveDuty code={code} role={role} done={reload} />}
                    {person.smsStopped && can('edit-register') && <ResumeSms code={code} role={role} done={reload} />}
                  </Flex>
                </>
              ) : (
                <Typography.Text type="secondary">{say('没有', 'Nobody')}</Typography.Text>
              )}
            </section>
          );
        })}
      {can('edit-register') && !data.closed && <GroupRobot code={code} />}
      {can('edit-register') && !data.closed && <AddDuty taken={[...duties]} onAdd={setEdited} />}
      <RegionHistory place={data} />
      {can('see-reports') && (
        <p>
          <Link to={placePath(code)}>{say('上报记录', 'What it has reported')}</Link>
        </p>
      )}
      {can('see-messages') && (
        <Link to={`/messages?region=${encodeURIComponent(code)}`}>{say('发给这里的消息', 'Messages sent here')}</Link>
      )}
      {edited && (
        <PersonDialog
          code={code}
          role={edited}
          person={data.people.filter(({ role }) => role === edited).map(inFull)[0] ?? null}
          onClose={(done) => {
            setEdited(null);
            if (done) reload();
          }}
        />
      )}
    </Card>
  );
}

/** Names a duty that nobody has here yet; who is to have it is asked next. */
function AddDuty({ taken, onAdd }: { taken: readonly DutyWord[]; onAdd(word: DutyWord): void }) {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const word = typed.trim();
  return (
    <Flex gap={8} style={{ marginBottom: 20 }}>
      <Input
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        placeholder={say('其他职责，如 值班员', 'Another duty, such as duty-officer')}
        aria-label={say('其他职责', 'Another duty')}
      />
      <Button
        disabled={!isRole(word) || taken.includes(word)}
        onClick={() => {
          onAdd(word);
          setTyped('');
        }}
      >
        {say('添加职责', 'Add a duty')}
      </Button>
    </Flex>
  );
}

function PersonShown({ person }: { person: Person }) {
  const { say } = useWords();
  const { name, phone, email, leaveFrom, leaveUntil, optedOut, phoneBad, emailBad, smsStopped } = person;
  const leave = leaveFrom || leaveUntil ? `${leaveFrom ?? '…'} – ${leaveUntil ?? '…'}` : null;
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'name', label: say('姓名', 'Name'), children: name },
        {
          key: 'phone',
          label: say('手机', 'Phone'),
          children: (
            <>
              {phone ?? '—'}{' '}
              {phoneBad && <Tag color="error">{say(`号码无效 ${phoneBad}`, `bad number ${phoneBad}`)}</Tag>}
              {smsStopped && <Tag color="warning">{say('已退订短信', 'stopped SMS')}</Tag>}
              {optedOut && <Tag color="warning">{say('不愿接收', 'opted out')}</Tag>}
            </>
          ),
        },
        {
          key: 'email',
          label: say('邮箱', 'E-mail'),
          children: (
            <>
              {email ?? '—'}{' '}
              {emailBad && <Tag color="error">{say(`邮箱无效 ${emailBad}`, `bad address ${emailBad}`)}</Tag>}
            </>
          ),
        },
        ...(leave ? [{ key: 'leave', label: say('请假', 'On leave'), children: leave }] : []),
      ]}
    />
  );
}
