import { Form, Input, Select } from 'antd';
import { send } from '../../api';
import { useKinds } from '../../kinds';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import type { Place, RegionDone } from '../../types';
import { textOf, useWords } from '../../words';
import { RegionPicker } from '../region-picker';

interface Typed {
  name: string;
  kind: string;
  code?: string;
  parent?: string;
}

/** What the kind of a new region most likely is, below one of a kind. */
const BELOW: Readonly<Record<string, string>> = {
  province: 'city',
  city: 'county',
  county: 'township',
  township: 'village',
  village: 'group',
  community: 'group',
};

/** Adds a region below another; the code is made from the name unless the office has one. */
export function AddRegion({ above, onClose }: { above: Place | null; onClose(added: string | null): void }) {
  const { say } = useWords();
  return (
    <FormDialog<Typed, RegionDone>
      title={
        above ? say(`在${above.name}下添加`, `Add a region below ${above.name}`) : say('添加最上一级', 'Add a top')
      }
      okText={say('添加', 'Add')}
      initialValues={{ kind: above ? (BELOW[above.kind] ?? 'village') : 'county' }}
      submit={async ({ name, kind, code }) => {
        const body = { parent: above?.code ?? null, name, kind, ...(code?.trim() && { code: code.trim() }) };
        return send<RegionDone>('/api/register/regions', body);
      }}
      done={say('已添加', 'Added')}
      onClose={(_, added) => onClose(added?.code ?? null)}
    >
      <NameAndKind />
      <Form.Item
        name="code"
        label={say('编码', 'Code')}
        extra={say('不填就由名称生成。以后不变。', 'Made from the name when left empty. It never changes.')}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}

/** Renames a region, gives it another kind, or moves it with all below it. */
export function ChangeRegion({ place, onClose }: { place: Place; onClose(done: boolean): void }) {
  const { say } = useWords();
  const { region: own } = useMe();
  const parent = place.path.at(-1) ?? null;
  return (
    <FormDialog<Typed>
      title={say(`修改 ${place.name}`, `Change ${place.name}`)}
      okText={say('保存', 'Save')}
      initialValues={{ name: place.name, kind: place.kind, ...(parent !== null && { parent }) }}
      submit={({ name, kind, parent: chosen = parent ?? undefined }) =>
        send(`/api/register/regions/${encodeURIComponent(place.code)}`, { name, kind, parent: chosen ?? null }, 'PUT')
      }
      done={say('已保存', 'Saved')}
      onClose={onClose}
    >
      <NameAndKind />
      {own === null && parent !== null && (
        <Form.Item
          name="parent"
          label={say('上级', 'Superior')}
          extra={say(
            '移到别的上级时，下级一起移动；已有的上报和消息不变。',
            'With another superior all below it moves too. What was reported stays.',
          )}
        >
          <RegionPicker />
        </Form.Item>
      )}
    </FormDialog>
  );
}

function NameAndKind() {
  const { language, say } = useWords();
  const { kinds } = useKinds();
  return (
    <>
      <Form.Item name="name" label={say('名称', 'Name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={say('类型', 'Kind')} rules={[{ required: true }]}>
        <Select options={kinds.map(({ code, name }) => ({ value: code, label: textOf(name, language) }))} />
      </Form.Item>
    </>
  );
}
