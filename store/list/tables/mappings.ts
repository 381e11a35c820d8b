import { Refused, sentence } from '../../../domain/text/refusal';
import { type HeadingMap, plainHeading } from '../../people/tables/columns';
import type { Mapping } from '../../people/tables/mappings';
import { goesBy, type RosterColumn } from './shape/columns';

const LONGEST_HEADING = 120;

/**
 * @param pairs as `当家人=户主姓名`: a heading of the office's table, and the column by its key or heading; the column of
 *   the second member as `id@2`
 * @throws Refused when a pair is malformed, or names no column of the list
 */
export const rowMappings = (pairs: readonly string[], columns: readonly RosterColumn[]): Mapping[] =>
  pairs.map((pair) => {
    const [heading = '', word = ''] = pair.split(/[=＝]/, 2).map((part) => part.trim());
    if (!heading || !word || heading.length > LONGEST_HEADING)
      throw new Refused(sentence('heading-pair', { given: pair.slice(0, LONGEST_HEADING) }));
    const [name = '', nth] = word.split('@', 2);
    const column = columns.find((one) => one.key === name || goesBy(one, plainHeading(name)));
    if (!column)
      throw new Refused(
        sentence('list-column-unknown', { column: word, columns: columns.map(({ key }) => key).join(', ') }),
      );
    return { noun: 'rows', heading: plainHeading(heading), column: nth ? `${column.key}@${nth}` : column.key };
  });

/** @param kept mapped earlier @param mapped mapped now, which counts more */
export const mappedHeadings = (kept: readonly Mapping[], mapped: readonly Mapping[]): HeadingMap =>
  new Map([...kept, ...mapped].filter(({ noun }) => noun === 'rows').map(({ heading, column }) => [heading, column]));
