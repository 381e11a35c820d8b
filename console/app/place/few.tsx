import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words';

/** As many as say how things stand; the rest is a click away, so that what comes below stays in sight. */
const FEW = 5;

/** The first few of a long list, and all of them by a click. */
export function Few<One>({ all, children }: { all: One[]; children(shown: One[]): ReactNode }) {
  const { say } = useWords();
  const [whole, show] = useState(false);
  if (all.length <= FEW) return children(all);
  return (
    <>
      {children(whole ? all : all.slice(0, FEW))}
      <Button type="link" size="small" aria-expanded={whole} onClick={() => show(!whole)}>
        {whole ? say('只看前几条', 'Show only the first') : say(`显示全部 ${all.length} 条`, `Show all ${all.length}`)}
      </Button>
    </>
  );
}
