import { COLOUR_NAMES, HAZARD_NAMES } from '../../../domain/warning/alert/titles';
import type { Colour, Hazard } from '../../../domain/warning/feed/warning';
import { useWords } from '../words';

/** A warning as a sign: the colour, and words for readers who do not see it. */
export function Signal({ hazard, colour, drill = false }: { hazard: Hazard; colour: Colour | null; drill?: boolean }) {
  const { language, say } = useWords();
  const name = colour ? COLOUR_NAMES[colour][language] : say('颜色待定', 'no colour yet');
  return (
    <span className={`signal ${colour ?? 'none'}`}>
      {drill && say('【演练】', 'DRILL ')}
      {language === 'en' ? `${HAZARD_NAMES[hazard].en} · ${name}` : `${HAZARD_NAMES[hazard]['zh-CN']}${name}`}
    </span>
  );
}
