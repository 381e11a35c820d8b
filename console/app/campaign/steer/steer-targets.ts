import { occasionOf } from '../../../../domain/campaign/round-key';
import { partAmong } from '../../../../domain/campaign/round-part';
import type { SteeringVerb } from '../../../../domain/campaign/steering';
import type { Progress } from '../../types';
import { textOf } from '../../words';

type Round = Progress['stages'][number]['rounds'][number];

/** What a decision can be about: a stage, or one of its rounds. */
export interface Target {
  value: string;
  label: string;
  /** Its first round. */
  round: Round | undefined;
}

const HAS_DATES: readonly SteeringVerb[] = ['extend', 'reopen'];

/**
 * A decision can concern a whole stage, but a report belongs to one round, and each round of a repeated stage has its
 * own dates.
 */
export const targetsOf = (
  verb: SteeringVerb,
  { stages }: Pick<Progress, 'stages'>,
  { language, nameOf }: { language: 'zh-CN' | 'en'; nameOf(kind: string): string },
): Target[] =>
  stages.flatMap(({ id, name, rounds }) => {
    const stage = { value: id, label: textOf(name, language), round: rounds[0] };
    return verb === 'return' || (HAS_DATES.includes(verb) && rounds.some(({ key }) => occasionOf(key) !== null))
      ? rounds.map((round) => ({
          value: round.key,
          label: [stage.label, partAmong(rounds, round.key, { nameOf, language })].filter(Boolean).join(' · '),
          round,
        }))
      : [stage];
  });

/** @returns the target that is most likely meant: what is open now, and ends first */
export const likelyTarget = (targets: readonly Target[], now: string): Target | undefined =>
  targets
    .filter(({ round }) => round && round.opensAt <= now && now < round.locksAt)
    .sort((one, other) => ((one.round?.dueAt ?? '') < (other.round?.dueAt ?? '') ? -1 : 1))[0];
