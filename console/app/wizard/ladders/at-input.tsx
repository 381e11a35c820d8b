import { Flex } from 'antd';
import type { RungAnchor } from '../../../../domain/campaign/definition/anchors';
import type { Distance } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { DistanceInput } from '../inputs/distance-input';
import { AnchorSelect } from '../inputs/moment-input';

/** A time before or after a moment of the round, or of its warning. */
export function AtInput<Offered extends RungAnchor>({
  label,
  value: { from, ...distance },
  anchors,
  onChange,
}: {
  label: string;
  value: Distance & { from: Offered };
  anchors: readonly Offered[];
  onChange(at: Distance & { from: Offered }): void;
}) {
  const { say } = useWords();
  return (
    <Flex gap={4} className="ladder-at">
      <AnchorSelect<Offered>
        label={`${label}: ${say('从哪天算', 'counted from')}`}
        value={from}
        // A value that is set already stays visible, even if it is not offered.
        anchors={anchors.includes(from) ? anchors : [...anchors, from]}
        onChange={(anchor) => onChange({ ...distance, from: anchor })}
      />
      <DistanceInput signed label={label} value={distance} onChange={(changed) => onChange({ ...changed, from })} />
    </Flex>
  );
}
