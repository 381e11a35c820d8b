import { createHash } from 'node:crypto';
import { POSTING_STYLE } from '../../../domain/posting/style';

const digest = createHash('sha256').update(POSTING_STYLE).digest('base64');

/** Sheets and pages of postings hold their one style themselves; they load nothing and run nothing. */
export const POSTING_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-robots-tag': 'noindex, nofollow',
};
