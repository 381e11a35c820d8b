import { Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useKinds } from '../../kinds';
import { useMe } from '../../session';
import { ActWithReason } from '../../shell/act-with-reason';
import type { Place } from '../../types';
import { showTime } from '../../when';
import { type Say, useWords } from '../../words';
import { CloseRegion } from './close-region';
import { AddRegion, ChangeRegion } from './region-dialog';

/** What a region is, what became of it, and what can be done with it. */
export function RegionActs({ place, changed }: { place: Place; changed(code: string): void }) {
  const { say } = useWords();
  const { can, region: own } = useMe();
  const { nameOf } = useKinds();
  const [open, setOpen] = useState<'add' | 'change' | 'close' | null>(null);
  const close = (done: boolean) => {
    setOpen(null);
    if (done) changed(place.code);
  };
  return (
    <>
      <Typography.Paragraph type="secondary">
        {[nameOf(place.kind), ...place.above].join(' / ')}{' '}
        {place.closed && (
          <Tag color="default">
            {place.into ? say(`已并入${place.into}`, `merged into ${place.into}`) : say('已撤销', 'closed')}
          </Tag>
        )}
      </Typography.Paragraph>
      {can('edit-register') && (
        <Flex gap={8} wrap style={{ marginBottom: 16 }}>
          {place.closed ? (
            <ActWithReason
              path={`/api/register/regions/${encodeURIComponent(place.code)}/reopen`}
              button={say('恢复', 'Open again')}
              title={say(`恢复 ${place.name}`, `Open ${place.name} again`)}
              okText={say('恢复', 'Open again')}
              placeholder={say('例如：撤并有误', 'For example: closed by mistake')}
              said={say('已恢复', 'Open again')}
              done={() => changed(place.code)}
            />
          ) : (
            <>
              <Button size="small" onClick={() => setOpen('add')}>
                {say('添加下级', 'Add a region below')}
              </Button>
              <Button size="small" onClick={() => setOpen('change')}>
                {say('改名、移动', 'Rename, move')}
              </Button>
              {place.code !== own && (
                <Button size="small" danger onClick={() => setOpen('close')}>
                  {say('撤销、合并', 'Close, merge')}
                </Button>
              )}
            </>
          )}
        </Flex>
      )}
      {open === 'add' && (
        <AddRegion
          above={place}
          onClose={(added) => {
            setOpen(null);
            if (added) changed(added);
          }}
        />
      )}
      {open === 'change' && <ChangeRegion place={place} onClose={close} />}
      {open === 'close' && <CloseRegion place={place} onClose={close} />}
    </>
  );
}

type Change = Place['history'][number];

const toldIn = (say: Say, { what, before, after }: Change): string => {
  if (what === 'renamed') return say(`改名：${before} → ${after}`, `renamed: ${before} → ${after}`);
  if (what === 'moved')
    return say(`移动：${before ?? '—'} → ${after ?? '—'}`, `moved: ${before ?? '—'} → ${after ?? '—'}`);
  if (what === 'merged') return say(`并入${after}`, `merged into ${after}`);
  return what === 'closed' ? say('撤销', 'closed') : say('恢复', 'opened again');
};

/** What a region was before, and the regions that were here. */
export function RegionHistory({ place: { history, closedBelow } }: { place: Place }) {
  const { language, say } = useWords();
  if (history.length + closedBelow.length === 0) return null;
  return (
    <section style={{ marginBottom: 20 }}>
      <Typography.Title level={3} style={{ fontSize: 15 }}>
        {say('沿革', 'History')}
      </Typography.Title>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {history.map((change) => (
          <li key={`${change.at} ${change.what}`}>
            {showTime(change.at, null, language)} {toldIn(say, change)}
          </li>
        ))}
        {closedBelow.map(({ code, name, into }) => (
          <li key={code}>
            <Link to={`/register?place=${encodeURIComponent(code)}`}>{name}</Link>{' '}
            {into ? say(`已并入${into}`, `merged into ${into}`) : say('已撤销', 'closed')}
          </li>
        ))}
      </ul>
    </section>
  );
}
