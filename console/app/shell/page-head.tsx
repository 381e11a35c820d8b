import { Flex } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { TermId } from '../../../domain/text/terms';
import { Explained } from '../help/explained';
import { useWords } from '../words';

/** Title of a page, its description, and its actions. */
export function PageHead({
  title,
  about,
  actions,
  tags,
  term,
}: {
  title: string;
  about?: ReactNode;
  actions?: ReactNode;
  tags?: ReactNode;
  /** What the title means, behind a small ?. */
  term?: TermId;
}) {
  const { say } = useWords();
  useEffect(() => {
    document.title = `${title} · ${say('暖冬', 'Nuandong')}`;
  }, [title, say]);
  return (
    <Flex justify="space-between" align="flex-start" gap={16} wrap className="page-head">
      <div>
        <Flex align="center" gap={12} wrap>
          <h1>{title}</h1>
          {term && <Explained term={term} />}
          {tags}
        </Flex>
        {about && <p className="soft">{about}</p>}
      </div>
      {actions && (
        <Flex gap={8} wrap>
          {actions}
        </Flex>
      )}
    </Flex>
  );
}
