import { sentence } from '../../domain/text/refusal';
import { child, childrenNamed, type XmlElement } from '../document/xml';
import type { Format } from '../format';
import type { FeedProblem } from '../reading';

/** An Atom or RSS list of CAP messages. It only summarises the warnings, so just their addresses are read. */
export const capIndex: Format = {
  name: 'cap-index',
  recognises: (document) => document.kind === 'xml' && ['feed', 'rss', 'RDF'].includes(document.root.name),
  read(document) {
    if (document.kind !== 'xml') return { warnings: [], problems: [] };
    const problems: FeedProblem[] = [];
    const index = entriesOf(document.root).flatMap(({ entry, path }) => {
      const address = addressOf(entry);
      if (isWebAddress(address)) return [address];
      const said = address ? sentence('feed-no-address', { address: address.slice(0, 80) }) : sentence('feed-no-link');
      problems.push({ level: 'error', ...said, path });
      return [];
    });
    return { warnings: [], problems, index: [...new Set(index)] };
  },
};

/** Atom has `entry` below the root; RSS 2.0 `item` in its channel, RSS 1.0 beside it. */
function entriesOf(root: XmlElement): { entry: XmlElement; path: string }[] {
  const channel = child(root, 'channel');
  const [name, entries] =
    root.name === 'feed'
      ? ['entry', childrenNamed(root, 'entry')]
      : ['item', [...(channel ? childrenNamed(channel, 'item') : []), ...childrenNamed(root, 'item')]];
  return entries.map((entry, number) => ({ entry, path: `${root.name}.${name}[${number}]` }));
}

/** The link of type CAP, else the link to the entry itself, else RSS's enclosure or text. */
function addressOf(entry: XmlElement): string {
  const links = childrenNamed(entry, 'link');
  const byType = [...links, ...childrenNamed(entry, 'enclosure')].find(({ attributes }) =>
    attributes.type?.startsWith('application/cap+xml'),
  );
  const own = links.find(({ attributes }) => attributes.href && (attributes.rel ?? 'alternate') === 'alternate');
  const { attributes, text } = byType ?? own ?? links[0] ?? entry;
  return attributes.href ?? attributes.url ?? (links.length > 0 ? text : '');
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}
