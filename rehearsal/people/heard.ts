import type { Instant } from '../../domain/instant';

/** A message that a simulated person read, with its link. */
export interface Heard {
  /** Workflow id of the round. */
  round: string;
  rung: string;
  kind: string;
  region: string;
  /** Number of the contact in the register. */
  contact: number;
  /** The phone that received it; null for an e-mail. */
  phone: string | null;
  link: string;
  /** It said several things at once: the link leads to the list of them. */
  amongSeveral: boolean;
  at: Instant;
}
