import { useEffect, useRef, useState } from 'react';
import type { Level } from '../../types';
import { useWords } from '../../words';
import { bandsOf, drawingOf, type Node, type Ribbon } from './flow-shape';

/** Width of a box and of its words, in pixels. */
const BOX = 10;
const WORDS = 6;
const LINE = 16;

/** What was raised, what of it was allocated, and where it is now: the wider a band, the more goes there. */
export function Flow({ whole, own, amount }: { whole: Level; own: Level | null; amount(quantity: number): string }) {
  const { say } = useWords();
  const [box, width] = useWidth();
  const names: Record<Node, string> = {
    raised: say('筹集', 'Raised'),
    allocated: say('下拨', 'Allocated'),
    own: say('本级库存', 'In its own store'),
    promised: say('认捐未到', 'Promised'),
    ways: say('在途', 'On the way'),
    stores: say('下级库存', 'In stores below'),
    delivered: say('已发放', 'Handed over'),
    spent: say('支出', 'Spent'),
    lost: say('损失', 'Lost'),
    back: say('退还', 'Given back'),
  };
  const bands = bandsOf(whole, own);
  const { boxes, ribbons, height } = drawingOf(bands, [0, width * 0.36, width * 0.68]);
  const xOf = new Map(boxes.map(({ node, x }) => [node, x]));
  const told = boxes.map(({ node, quantity }) => `${names[node]} ${amount(quantity)}`).join('; ');
  return (
    <div ref={box} className="flow">
      {width > 0 && (
        <svg
          role="img"
          aria-label={`${say('款物流向', 'The way of goods and money')}: ${told}`}
          width={width}
          height={height}
        >
          {ribbons.map((ribbon) => (
            <path
              key={`${ribbon.from} ${ribbon.to}`}
              className={`to-${ribbon.to}`}
              d={curve(ribbon, (xOf.get(ribbon.from) ?? 0) + BOX, xOf.get(ribbon.to) ?? 0)}
            />
          ))}
          {boxes.map(({ node, quantity, x, y, height: tall }) => (
            <g key={node}>
              <rect className={`of-${node}`} x={x} y={y} width={BOX} height={tall} rx={2} />
              <text x={x + BOX + WORDS} y={y + LINE - 3}>
                <tspan>{names[node]}</tspan>
                <tspan className="value" x={x + BOX + WORDS} dy={LINE}>
                  {amount(quantity)}
                </tspan>
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

function curve({ fromY, toY, width }: Ribbon, from: number, to: number): string {
  const middle = (from + to) / 2;
  return [
    `M${from},${fromY} C${middle},${fromY} ${middle},${toY} ${to},${toY}`,
    `L${to},${toY + width} C${middle},${toY + width} ${middle},${fromY + width} ${from},${fromY + width} Z`,
  ].join(' ');
}

/** The width of an element in pixels, as it is now; letters in a drawing keep their size that way. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const resized = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    resized.observe(box.current);
    return () => resized.disconnect();
  }, []);
  return [box, width] as const;
}
