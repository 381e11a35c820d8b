import type { XmlElement } from './document/xml';
import type { FeedContext, Reading } from './reading';

/** A document, decoded and found harmless; formats never see its bytes. */
export type FeedDocument =
  | { kind: 'json'; data: unknown }
  | { kind: 'yaml'; data: unknown }
  | { kind: 'xml'; root: XmlElement };

/** One kind of feed. */
export interface Format {
  /** As in `--format` and in {@link Warning.source}. */
  name: string;
  /** Whether a document is of this format, by its shape alone. */
  recognises(document: FeedDocument): boolean;
  /** Makes normal forms from a document that it recognises; unusable parts become problems. */
  read(document: FeedDocument, context: FeedContext): Reading;
}
