import type { Language, Text } from '../../../domain/campaign/definition/definition';
import type { MessageWay } from '../../../domain/campaign/plan';
import type { Instant } from '../../../domain/instant';
import type { Shared } from '../../../domain/message/envelope';
import type { MessageState, Reason } from '../../../domain/message/message-states';
import type { RungKind } from '../../../domain/round/rung-kinds';
import type { Link } from '../../round/links';
import type { SendingCampaign } from './sending-campaign';

/** The content of one of several messages that go out as one. */
export type Told = Pick<Claim, 'id' | 'kind' | 'place' | 'stage' | 'title' | 'dueAt' | 'params'>;

/** A message that only this attempt may submit. */
export interface Claim {
  /** The leading message, when several go out as one. */
  id: number;
  /** Numbers of all messages that were put together, needed or not. */
  asked: readonly number[];
  /** The contents of several messages that go out as one; empty for a single message. */
  together: readonly Told[];
  /** Their common kind; null for a single message. */
  shared: Shared | null;
  /** Token of this attempt, needed to settle it. */
  token: string;
  /** 1 for the first. */
  attempt: number;
  campaign: SendingCampaign;
  channel: MessageWay;
  /** The SMS provider of its queue; null for an e-mail. */
  provider: string | null;
  urgent: boolean;
  kind: RungKind;
  template: string;
  language: Language;
  /** Number or e-mail address. */
  address: string;
  person: string;
  /** Name of the addressed place. */
  place: string;
  link: { id: number; purpose: Link['purpose'] } | null;
  stage: string;
  /** Title of the round, when it has no stage: a warning's. */
  title: Text | null;
  /** Form of the round; null when it asks for rows of a list. */
  form: string | null;
  /** Whether it is an exercise: then the text says so. */
  drill: boolean;
  dueAt: Instant;
  locksAt: Instant;
  /** W3C trace context of the rung that wrote it. */
  traceparent: string | null;
  /** As planned, but with the present counts and names of a digest. */
  params: {
    silent?: number;
    expected?: number;
    reported?: number;
    missing?: string[];
    acknowledgeBy?: Instant;
    reason?: string;
    receipt?: string;
    /** Number of a code for lists; the code itself is kept nowhere. */
    codeNo?: number;
    /** Households that the unit visits during a warning. */
    households?: number;
    /** Of units below a milestone of the quota: the list, what is handed in, due and allotted, and by when. */
    list?: string;
    rows?: number;
    wanted?: number;
    slots?: number;
    by?: Instant;
    /** Goods that a superior prepares. */
    goods?: Text;
  };
}

/** A message that does not go out now, and why. */
export interface Withheld {
  id: number;
  channel: MessageWay;
  state: MessageState;
  reason: Reason;
}
