import { Button, Card, Flex } from 'antd';
import { Link } from 'react-router';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { useMe } from '../../session';
import type { WarningAlert } from '../../types';
import { showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { Signal } from '../signal';
import { AlertLadder } from './alert-ladder';
import { AlertSteps } from './alert-steps';

/** One area that answers a warning. */
export function AlertCard({ alert, onDone }: { alert: WarningAlert; onDone(): void }) {
  const { language, say } = useWords();
  const time = (at: string | null) => (at ? showTime(at, alert.zone, language) : '—');
  return (
    <Card size="small" className={`warning-card ${alert.state === 'open' ? (alert.colour ?? 'none') : 'over'}`}>
      <Flex justify="space-between" align="center" gap={12} wrap>
        <h3>
          <Link to={`/warnings/${alert.id}`}>{alert.place}</Link>
        </h3>
        <Signal hazard={alert.hazard} colour={alert.colour} drill={alert.drill} />
      </Flex>
      <div className="soft">
        {textOf(alert.title, language)} · {time(alert.openedAt)} →{' '}
        {alert.state === 'open' ? time(alert.endsAt) : `${time(alert.endedAt)} ${say('已结束', 'over')}`}
      </div>
      <AlertSteps alert={alert} />
      <AlertLadder {...alert} />
      <Chases alert={alert} onDone={onDone} />
      <dl className="alert-facts">
        <Fact name={say('下次巡查', 'Next patrol')} value={time(alert.nextPatrolAt)} />
        <Fact name={say('先走访（户）', 'Households first')} value={alert.households} />
        <Fact name={say('未了结个案', 'Open cases')} value={alert.openCases} />
        <Fact name={say('待打电话', 'To telephone')} value={alert.calls} />
      </dl>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Superiors with unacknowledged chases; one tap acknowledges. */
function Chases({ alert, onDone }: { alert: WarningAlert; onDone(): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  const open = alert.chases.filter(({ state }) => state === 'open');
  if (open.length === 0 || !can('acknowledge-warning')) return null;
  const acknowledge = (region: string) =>
    send(`/api/alerts/${alert.id}/chases/${encodeURIComponent(region)}/acknowledge`, {}).then(
      onDone,
      (error: Error) => void message.error(error.message),
    );
  return (
    <Flex gap={8} wrap className="alert-chases">
      {open.map(({ region, name, silent }) => (
        <Button key={region} size="small" onClick={() => acknowledge(region)}>
          {say(`${name}（${silent} 个未应答）：已知晓`, `${name} (${silent} silent): acknowledge`)}
        </Button>
      ))}
    </Flex>
  );
}
