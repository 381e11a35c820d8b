import { createHash } from 'node:crypto';
import { POSTING_STYLE } from '../../../domain/posting/style';

/** The source of that style, for a page that shows a sheet. */
export const SHEET_STYLE = `'sha256-${createHash('sha256').update(POSTING_STYLE).digest('base64')}'`;

/** Sheets and pages of postings hold their one style themselves; they load nothing and run nothing. */
export const POSTING_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src ${SHEET_STYLE}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-robots-tag': 'noindex, nofollow',
};
