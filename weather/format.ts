import type { XmlElement } from './document/xml';
import type { FeedContext, Reading } from './reading';

/** A document once it has been decoded and found harmless; formats never see its bytes. */
export type FeedDocument =
  | { kind: 'json'; data: unknown }
  | { kind: 'yaml'; data: unknown }
  | { kind: 'xml'; root: XmlElement };

/** One kind of feed. */
export interface Format {
  /** As in `--format` and in {@link Warning.source}. */
  name: string;
  /** Whether a document is of this format, told by its shape alone. */
  recognises(document: FeedDocument): boolean;
  /** Makes normal forms of a document that it recognises; what cannot be used ends among the problems. */
  read(document: FeedDocument, context: FeedContext): Reading;
}
