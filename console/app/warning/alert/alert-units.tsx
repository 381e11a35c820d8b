import { STEP_NAMES } from '../../../../domain/warning/alert/forms';
import { STEPS, type Step } from '../../../../domain/warning/alert/steps';
import { PlaceLink } from '../../place/place-link';
import { stateWord } from '../../shell/state-words';
import { PlainTable } from '../../table/plain-table';
import type { AlertUnit, WarningAlert } from '../../types';
import { showTimeSince } from '../../when';
import { useWords } from '../../words';
import { UnitPeople } from './unit-people';
import { UnitStep } from './unit-step';
import './units.css';

const ON_A_PAGE = 50;

interface Units {
  alert: WarningAlert;
  units: AlertUnit[];
  onDone(): void;
}

/** The units of an area: whom to ring, who has answered, and a button to answer for the others. */
export function AlertUnits({ alert, units, onDone }: Units) {
  const { language, say } = useWords();
  const time = (at: string | null) => at && showTimeSince(at, alert.openedAt, alert.zone, language);
  const stepColumn = (step: Step) => ({
    title: STEP_NAMES[step][language],
    render: (_: unknown, unit: AlertUnit) => <UnitStep alert={alert} unit={unit} step={step} onDone={onDone} />,
  });
  return (
    <PlainTable<AlertUnit>
      rowKey="code"
      dataSource={units}
      pagination={units.length > ON_A_PAGE ? { pageSize: ON_A_PAGE, showSizeChanger: false } : false}
      columns={[
        {
          title: say('单位', 'Unit'),
          render: (_, { code, name, superior }) => (
            <>
              <PlaceLink code={code} name={name} campaign={alert.campaign} /> <span className="soft">{superior}</span>
            </>
          ),
        },
        { title: say('联系人', 'Whom to ring'), render: (_, { people }) => <UnitPeople people={people} /> },
        { title: say('走访（户）', 'Households'), render: (_, { households }) => households ?? '—', align: 'right' },
        {
          title: say('通知与送达', 'Told, delivered'),
          render: (_, { toldAt, deliveredAt }) => `${time(toldAt) ?? '—'} · ${time(deliveredAt) ?? '—'}`,
        },
        ...STEPS.map(stepColumn),
        { title: say('电话清单', 'Call list'), render: (_, unit) => <OnCallList alert={alert} unit={unit} /> },
      ]}
    />
  );
}

function OnCallList({ alert, unit: { callReason, calledAt, callResult } }: { alert: WarningAlert; unit: AlertUnit }) {
  const { language, say } = useWords();
  if (!callReason) return null;
  return (
    <>
      {say('电话清单', 'Call list')} {calledAt && showTimeSince(calledAt, alert.openedAt, alert.zone, language)}{' '}
      <span className="soft">{callResult ? stateWord('call', callResult, say).word : say('未打', 'not called')}</span>
    </>
  );
}
