import { useEffect, useState } from 'react';
import type { Colour, Hazard } from '../../../../domain/warning/feed/warning';
import { send } from '../../api';
import type { Woken } from '../../types';

/** A warning as far as it is entered. */
export interface Entered {
  hazard?: Hazard | undefined;
  colour?: Colour | undefined;
  areas?: readonly string[] | undefined;
  endsAt?: string | undefined;
  campaign: string | null;
}

/** @returns who would be woken; null until hazard, colour and places are entered, and while it is being asked. */
export function useWoken({ hazard, colour, areas = [], endsAt, campaign }: Entered): {
  woken: Woken | null;
  refused: string | null;
  asked: boolean;
} {
  const asked = hazard !== undefined && colour !== undefined && areas.length > 0;
  const body = asked
    ? JSON.stringify({ hazard, colour, areas, ...(endsAt && { endsAt }), ...(campaign && { campaign }) })
    : null;
  const [found, setFound] = useState<{ body: string; woken: Woken | null; refused: string | null } | null>(null);
  useEffect(() => {
    if (body === null) return;
    let wanted = true;
    send<Woken>('/api/warnings/woken', JSON.parse(body)).then(
      (woken) => wanted && setFound({ body, woken, refused: null }),
      (error: Error) => wanted && setFound({ body, woken: null, refused: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [body]);
  const isOurs = found !== null && found.body === body;
  return { woken: isOurs ? found.woken : null, refused: isOurs ? found.refused : null, asked };
}
