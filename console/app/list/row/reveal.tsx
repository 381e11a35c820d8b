import { Button, Descriptions, Form, Input } from 'antd';
import { useState } from 'react';
import { download, send } from '../../api';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import type { Helped } from '../../types';
import { useWords } from '../../words';

/** A photo that proves a deed: saved for who says why they look; the server notes every look. */
export function Photo({ nth, path }: { nth: number; path: string }) {
  const { say } = useWords();
  const { can } = useMe();
  const [asking, setAsking] = useState(false);
  const name = say(`照片 ${nth}`, `Photo ${nth}`);
  if (!can('reveal-people')) return <div>{name}</div>;
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {name}
      </Button>
      {asking && (
        <FormDialog<{ reason: string }>
          title={name}
          okText={say('下载', 'Download')}
          submit={({ reason }) => download(path, { reason })}
          onClose={() => setAsking(false)}
        >
          <Reason />
        </FormDialog>
      )}
    </>
  );
}

/** Why somebody looks at what tells who it is. */
function Reason() {
  const { say } = useWords();
  return (
    <Form.Item
      name="reason"
      label={say('原因（记入操作记录，不要写姓名）', 'Why, for the audit log, naming nobody')}
      rules={[{ required: true, min: 2, whitespace: true }]}
    >
      <Input maxLength={200} />
    </Form.Item>
  );
}

/** Who it is: masked until somebody says why they look; the server notes every look. */
export function Person({ person }: { person: number }) {
  const { say } = useWords();
  const { can } = useMe();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<Helped['people'][number] | null>(null);
  if (shown)
    return (
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'name', label: say('姓名', 'Name'), children: shown.name },
          { key: 'id', label: say('身份证号', 'ID number'), children: shown.idNumber ?? '–' },
          { key: 'phone', label: say('电话', 'Telephone'), children: shown.phone ?? '–' },
          { key: 'address', label: say('住址', 'Address'), children: shown.address ?? '–' },
        ]}
      />
    );
  if (!can('reveal-people')) return null;
  return (
    <>
      <Button size="small" style={{ marginTop: 12 }} onClick={() => setAsking(true)}>
        {say('显示姓名和住址', 'Show name and address')}
      </Button>
      {asking && (
        <FormDialog<{ reason: string }>
          title={say('显示姓名和住址', 'Show name and address')}
          okText={say('显示', 'Show')}
          submit={async ({ reason }) => {
            const { people } = await send<Helped>('/api/people/helped/reveal', {
              people: [person],
              purpose: 'check',
              reason,
            });
            setShown(people[0] ?? null);
          }}
          onClose={() => setAsking(false)}
        >
          <Reason />
        </FormDialog>
      )}
    </>
  );
}
