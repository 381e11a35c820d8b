import { Select } from 'antd';
import { Link } from 'react-router';
import { PLACES } from '../../../domain/table/shapes/register';
import { useKinds } from '../kinds';
import { LinkButton } from '../shell/link-button';
import { PageHead } from '../shell/page-head';
import { DataTable } from '../table/data-table';
import type { PlaceRow } from '../types';
import { useWords } from '../words';

/** Every region of the register as a table; the register's page shows them as a tree. */
export function Component() {
  const { say } = useWords();
  const { kinds, nameOf } = useKinds();
  return (
    <>
      <PageHead
        title={say('全部地区', 'All places')}
        about={say(
          '名册里的每个地区：上级、下一级有几个、几个人有职责；已撤销的也能查到。',
          'Every region of the register, with what is above and below it and how many have a duty; closed ones too.',
        )}
        actions={<LinkButton to="/register">{say('回到名册', 'Back to the register')}</LinkButton>}
      />
      <DataTable<PlaceRow>
        shape={PLACES}
        rowKey="code"
        filters={{
          kind: ({ value, onChange }) => (
            <Select
              allowClear
              style={{ minWidth: 140 }}
              aria-label={say('种类', 'Kind')}
              placeholder={say('全部种类', 'All kinds')}
              value={value}
              onChange={(chosen?: string) => onChange(chosen ?? null)}
              options={kinds.map(({ code }) => ({ value: code, label: nameOf(code) }))}
            />
          ),
        }}
        renders={{
          kind: ({ kind }) => nameOf(kind),
          name: ({ code, name }) => <Link to={`/register?place=${encodeURIComponent(code)}`}>{name}</Link>,
        }}
        empty={say('名册还是空的。', 'The register is empty.')}
      />
    </>
  );
}
