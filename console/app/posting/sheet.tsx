import { useLayoutEffect, useRef, useState } from 'react';

/** A4 at 96 pixels to the inch. */
const WIDTH = 794;
const HEIGHT = 1123;

/** The rendered sheet, as wide as there is room; its frame runs nothing and reaches nothing. */
export function Sheet({ html, title }: { html: string; title: string }) {
  const room = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const { current } = room;
    if (!current) return;
    const toRoom = () => setScale(Math.min(1, current.clientWidth / WIDTH));
    toRoom();
    const watch = new ResizeObserver(toRoom);
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={room} className="sheet" style={{ height: HEIGHT * scale }}>
      <iframe
        title={title}
        srcDoc={html}
        sandbox=""
        style={{ width: WIDTH, height: HEIGHT, transform: `scale(${scale})` }}
      />
    </div>
  );
}
