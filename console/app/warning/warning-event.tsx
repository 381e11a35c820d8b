import { Button, Card, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useMe } from '../session';
import type { WarningEvent } from '../types';
import { showTime } from '../when';
import { useWords } from '../words';
import { Attributions } from './attributions';
import { CancelWarning } from './cancel-warning';
import { Signal } from './signal';

const PLACES_SHOWN = 12;

/** One event in force: hazard, places, end and source; with a button to end it. */
export function WarningEventCard({
  event,
  campaign,
  onDone,
}: {
  event: WarningEvent;
  campaign: string | null;
  onDone(): void;
}) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [ending, setEnding] = useState(false);
  const { hazard, colour, drill, headline, issuer, onsetAt, endsAt, endKnown, areas, attributions } = event;
  return (
    <Card size="small" className={`warning-card ${colour ?? 'none'}`}>
      <Flex justify="space-between" align="flex-start" gap={12}>
        <Signal hazard={hazard} colour={colour} drill={drill} />
        {event.mayCancel && can('raise-warning') && (
          <Button size="small" danger onClick={() => setEnding(true)}>
            {say('解除', 'End it')}
          </Button>
        )}
      </Flex>
      <Typography.Paragraph className="warning-headline">{headline}</Typography.Paragraph>
      <Flex gap={4} wrap>
        {areas.slice(0, PLACES_SHOWN).map(({ code, name }) => (
          <Tag key={code}>{name}</Tag>
        ))}
        {areas.length > PLACES_SHOWN && <span className="soft">+ {areas.length - PLACES_SHOWN}</span>}
      </Flex>
      <div className="soft">
        {issuer && `${issuer} · `}
        {showTime(onsetAt, null, language)} → {showTime(endsAt, null, language)}
        {!endKnown && say('（没有说何时结束，到时自动失效）', ' (nobody has said when it ends; it lapses then)')}
      </div>
      <Attributions of={attributions} />
      {ending && (
        <CancelWarning
          event={event}
          campaign={campaign}
          onClose={(done) => {
            setEnding(false);
            if (done) onDone();
          }}
        />
      )}
    </Card>
  );
}
