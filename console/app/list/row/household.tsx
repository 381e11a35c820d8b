import { Button, Card } from 'antd';
import { useState } from 'react';
import { type Relation, relationName } from '../../../../domain/people/relations';
import { useMe } from '../../session';
import { PlainTable } from '../../table/plain-table';
import type { RowInFull } from '../../types';
import { useWords } from '../../words';
import { MoveMember } from './move-member';

type Member = RowInFull['members'][number];

/** Who lives in the household of a row, masked; each can be moved to another one. */
export function Household({ members, reload }: { members: Member[]; reload(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [moving, setMoving] = useState<Member | null>(null);
  return (
    <Card size="small" className="section" title={say('家庭成员', 'Household')}>
      <PlainTable
        rowKey="person"
        pagination={false}
        dataSource={members}
        columns={[
          { title: say('姓名', 'Name'), dataIndex: 'shown' },
          {
            title: say('与户主关系', 'Relation to the head'),
            dataIndex: 'relation',
            render: (relation: Relation) => relationName(relation, language),
          },
          { title: say('自何日起', 'Since'), dataIndex: 'since' },
          {
            key: 'move',
            render: (_: unknown, member: Member) =>
              can('edit-lists') && (
                <Button size="small" onClick={() => setMoving(member)}>
                  {say('迁户', 'Move')}
                </Button>
              ),
          },
        ]}
      />
      {moving && (
        <MoveMember
          member={moving}
          onClose={(done) => {
            setMoving(null);
            if (done) reload();
          }}
        />
      )}
    </Card>
  );
}
