import { useEffect } from 'react';
import { showTime } from '../when';
import { useWords } from '../words';

/** Milliseconds after which a count that is being made is asked for. */
const ASK_AGAIN_MS = 3000;

/** When the figures of a province were counted; while they are counted anew, the page asks for them again. */
export function Counted({
  of: { countedAt, counting },
  reload,
}: {
  of: { countedAt: string; counting: boolean };
  reload(): void;
}) {
  const { language, say } = useWords();
  useEffect(() => {
    if (!counting) return;
    const timer = setTimeout(reload, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  });
  if (!counting) return null;
  const at = showTime(countedAt, null, language);
  return (
    <p className="soft intro" role="status">
      {say(`${at} 汇总的数字，正在重新汇总 …`, `Counted ${at}; being counted anew …`)}
    </p>
  );
}
