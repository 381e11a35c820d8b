import { useState } from 'react';
import { useMe } from '../../session';
import { useNews } from '../../use-data';
import { BookActs } from '../acts/book';
import type { InBooks } from '../books';
import { Counts } from './counts';
import { Drafts } from './drafts';
import { Held } from './held';
import { Standards } from './standards';
import { Ways } from './ways';

/** What lies where and what is on its way, live, with the acts that move it. */
export function Stores(inBooks: InBooks) {
  const { can } = useMe();
  const [booked, setBooked] = useState(0);
  const told = useNews(`/api/campaigns/${encodeURIComponent(inBooks.campaign)}/events`);
  // What this page has booked is read at once, what others book when the server tells of it.
  const live = { ...inBooks, news: told + booked, onDone: () => setBooked((before) => before + 1) };
  return (
    <>
      {can('keep-ledger') && <BookActs {...inBooks} onDone={live.onDone} />}
      <Drafts {...live} />
      <Standards {...live} />
      <Held {...live} />
      <Ways {...live} />
      <Counts {...live} />
    </>
  );
}
