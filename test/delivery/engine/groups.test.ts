import pino from 'pino';
import type { GroupMessage } from '../../../delivery/channels/group/provider';
import { sendMessage } from '../../../delivery/engine/send';
import { approvedBy } from '../../../delivery/words/approvals';
import { claimMessages } from '../../../store/message/outbox/claims';
import { settleMessages } from '../../../store/message/outbox/settling';
import { attachGroup, detachGroup } from '../../../store/people/groups';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

test('the group of a township is told beside its superior, once, without a link, and only of a live campaign', async () => {
  const { sql, campaign } = office;
  await sql.begin((tx) => attachGroup(tx, { region: '91', robot: 'duty' }));
  const told = () => sql<{ id: number; region: string; link: number | null; state: string }[]>`
    select id, region_code as region, link_id as link, state from messages where channel = 'group' order by id`;
  await office.write('digest');
  expect(await told()).toEqual([]);
  await sql`delete from messages`;
  await sql`update campaigns set mode = 'live' where id = ${campaign.id}`;
  await office.write('digest');
  await office.write('digest');
  const [message, ...others] = await told();
  expect([message?.region, message?.link, others]).toEqual(['91', null, []]);
  expect(await sql`select from messages where channel <> 'group' and region_code = '91'`).not.toHaveLength(0);

  // It goes out as every other message does: claimed, judged again, sent, settled.
  const id = message?.id ?? 0;
  await office.queue([id]);
  const caps = { messages: 8, reminders: 3 };
  const { claims } = await claimMessages(sql, [id], { provider: null, caps });
  const sent: [string, GroupMessage][] = [];
  const group = {
    kindOf: () => 'wecom',
    send: async (robot: string, one: GroupMessage) => {
      sent.push([robot, one]);
      return { ref: String(one.id) };
    },
    close: async () => {},
  };
  const transports = { ...office.sweeping.transports, group: () => group };
  const sending = { env: office.env, transports, approvals: approvedBy(sql), log: pino({ enabled: false }) };
  for (const claim of claims) await settleMessages(sql, [await sendMessage(sending, claim)]);
  expect(sent.map(([robot]) => robot)).toEqual(['duty']);
  const [[, { text = '' } = {}] = []] = sent;
  expect(text).toContain('https://nd.example.org/console/work');
  expect(text).not.toContain('/a/');
  expect(await told()).toMatchObject([{ state: 'accepted' }]);
});

test('a group that was detached meanwhile is told nothing', async () => {
  const { sql, campaign } = office;
  await sql.begin((tx) => attachGroup(tx, { region: '91', robot: 'duty' }));
  await sql`update campaigns set mode = 'live' where id = ${campaign.id}`;
  await office.write('digest');
  const [message] = await sql<{ id: number }[]>`select id from messages where channel = 'group'`;
  await detachGroup(sql, '91');
  await office.queue([message?.id ?? 0]);
  const { claims, withheld } = await claimMessages(sql, [message?.id ?? 0], {
    provider: null,
    caps: { messages: 8, reminders: 3 },
  });
  expect([claims, withheld.map(({ reason }) => reason)]).toEqual([[], ['handed-over']]);
});
