import { Form, Input, Select } from 'antd';
import { needsRegion, ROLES, type Role } from '../../../domain/account/roles';
import { send } from '../api';
import { RegionPicker } from '../people/region-picker';
import { FormDialog } from '../shell/form-dialog';
import { roleWord } from '../shell/state-words';
import type { Account, Added } from '../types';
import { useWords } from '../words';

interface Given {
  login: string;
  name: string;
  role: Role;
  region?: string;
}

/**
 * Adds an account, or changes its name, role and region.
 * @param account the one to change; null for a new one
 * @param added gets the one-time link of a new one
 */
export function AccountDialog({
  account,
  added,
  onClose,
}: {
  account: Account | null;
  added(one: Added): void;
  onClose(done: boolean): void;
}) {
  const { say } = useWords();
  const [form] = Form.useForm<Given>();
  const role = Form.useWatch('role', form) ?? account?.role ?? 'county-officer';
  const store = async ({ login, name, role, region = undefined }: Given) => {
    const given = { name, role, region: region ?? null };
    if (account) await send(`/api/accounts/${account.id}`, { ...given, disabled: account.disabledAt !== null });
    else added(await send<Added>('/api/accounts', { ...given, login }));
  };
  return (
    <FormDialog<Given>
      title={account ? say(`修改账号 ${account.login}`, `Change ${account.login}`) : say('添加账号', 'Add an account')}
      okText={account ? say('保存', 'Save') : say('添加', 'Add')}
      form={form}
      initialValues={
        account
          ? { name: account.name, role: account.role, ...(account.region && { region: account.region }) }
          : { role: 'county-officer' }
      }
      submit={store}
      onClose={onClose}
    >
      <Form.Item name="name" label={say('姓名', 'Name')} rules={[{ required: true, whitespace: true }]}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      {!account && (
        <Form.Item
          name="login"
          label={say('登录名或邮箱', 'Login or e-mail')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
      )}
      <Form.Item
        name="role"
        label={say('角色', 'Role')}
        extra={
          account && say('换了角色或范围，对方要重新登录。', 'With another role or region they have to sign in again.')
        }
      >
        <Select options={ROLES.map((one) => ({ value: one, label: roleWord(one, say) }))} />
      </Form.Item>
      <RegionField role={role} />
    </FormDialog>
  );
}

/** Asked for by the roles that work for one part of the tree; for the others, nothing means everything. */
function RegionField({ role }: { role: Role }) {
  const { say } = useWords();
  const required = needsRegion(role);
  const rule = {
    required,
    message: say(
      '县级和乡镇的角色要有范围：请选择一个地区',
      'A county or township role needs a region: choose one on the tree',
    ),
  };
  return (
    <Form.Item
      name="region"
      label={say('范围', 'Region')}
      rules={[rule]}
      {...(!required && { extra: say('不填就是全部', 'Left empty, everything') })}
    >
      <RegionInput {...(!required && { all: say('全部', 'everything') })} />
    </Form.Item>
  );
}

/** A region of a form, which can be taken out again. */
function RegionInput({
  onChange,
  ...rest
}: {
  id?: string;
  value?: string;
  onChange?(code?: string): void;
  all?: string;
}) {
  return <RegionPicker {...rest} onChange={(code) => onChange?.(code)} onClear={() => onChange?.()} />;
}
