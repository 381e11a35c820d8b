/**
 * How often invented people do what a list must stand. Each is a share of the villages, of the households or of the
 * readers, between 0 and 1.
 *
 * Of the villages, for each list: those that name fewer households than they may (`fewer`); that name one of the next
 * village as well (`twin`), or one of their first list on the second too (`both`); that mistype a number (`badNumber`),
 * try more than their quota (`beyond`), correct a row (`corrects`) or take one back (`takesBack`); and where
 * somebody does not agree to stand on a list (`unwilling`).
 *
 * Of the households at whose door somebody looks: those whose row is returned (`returned`), who have moved to the next
 * village (`moves`), and who leave the list (`notEligible`, `left`, `died`, `notFound`, `noConsent`).
 *
 * Of the households to whom something is brought: those who have moved to the next village since (`moves`), who have
 * died (`died`), or who do not take it (`refuses`). Of those whose bank is asked to pay: whose account it does not
 * know, or has closed (`badAccount`). Of the files that a bank gets: those of which it never says anything
 * (`silentBank`).
 *
 * Of the villages where a list hangs: those where somebody objects to the first row (`objects`), objects too late
 * (`tooLate`), or names a family that is missing (`nominates`).
 */
export const USUAL_SHARES = {
  fewer: 0.2,
  twin: 0.25,
  both: 0.15,
  badNumber: 0.3,
  beyond: 0.3,
  corrects: 0.25,
  takesBack: 0.15,
  unwilling: 0.1,
  returned: 0.05,
  moves: 0.01,
  notEligible: 0.06,
  left: 0.02,
  died: 0.01,
  notFound: 0.01,
  noConsent: 0.01,
  refuses: 0.02,
  badAccount: 0.08,
  silentBank: 0.1,
  objects: 0.2,
  tooLate: 0.1,
  nominates: 0.15,
};

export type ShareName = keyof typeof USUAL_SHARES;
export type Shares = Readonly<Record<ShareName, number>>;
export const SHARE_NAMES = Object.keys(USUAL_SHARES) as ShareName[];

/** @returns the usual shares, with those that are given instead */
export const sharesWith = (given: Partial<Shares> = {}): Shares => ({ ...USUAL_SHARES, ...given });
