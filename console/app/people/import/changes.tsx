import { Alert, Card, Tag } from 'antd';
import { useKinds } from '../../kinds';
import { PlainTable } from '../../table/plain-table';
import type { Checked } from '../../types';
import { type Say, textOf, useWords } from '../../words';
import { dutyName } from '../duty-words';
import { useRegionNames } from '../region-picker';

type Change = Checked['changes'][number];

/** The server names as many at once; further ones are told by their code. */
const MOST_NAMED = 100;

const FIELDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  name: ['名称', 'name'],
  kind: ['类型', 'kind'],
  parent: ['上级', 'superior'],
  tags: ['标签', 'tags'],
  phone: ['手机', 'phone'],
  email: ['邮箱', 'e-mail'],
  language: ['语言', 'language'],
  leaveFrom: ['请假开始', 'leave from'],
  leaveUntil: ['请假结束', 'leave until'],
  kindName: ['种类名称', 'name of the kind'],
  englishName: ['英文名称', 'english name'],
  alsoCalled: ['别称', 'also called'],
  rank: ['次序', 'rank'],
  asked: ['是否填报', 'asked'],
};

const fieldName = (field: string, what: Change['what'], say: Say): string => {
  if (field === 'name' && what === 'contact') return say('姓名', 'name');
  const [zh, en] = FIELDS[field] ?? [field, field];
  return say(zh, en);
};

/** What an import would change, with present people masked. */
export function Changes({ changes, more }: { changes: Change[]; more: number }) {
  const { language, say } = useWords();
  const { kinds } = useKinds();
  const words = {
    new: <Tag color="success">{say('新增', 'new')}</Tag>,
    changed: <Tag color="processing">{say('修改', 'changed')}</Tag>,
    'handed-over': <Tag color="warning">{say('换人', 'handed over')}</Tag>,
  };
  const added = new Map(changes.flatMap(({ what, region, name }) => (what === 'region' ? [[region, name]] : [])));
  const codes = changes.flatMap(({ region, what, fields }) => [
    ...(what === 'contact' ? [region] : []),
    ...fields.flatMap(({ field, before, after }) => (field === 'parent' ? [before, after] : [])),
  ]);
  const unknown = [...new Set(codes.flatMap((code) => (code && !added.has(code) ? [code] : [])))].slice(0, MOST_NAMED);
  const known = useRegionNames(unknown);
  const placeOf = (code: string): string => added.get(code) ?? known.get(code) ?? code;
  if (changes.length === 0) return null;
  const shown = (field: string, value: string | null): string => {
    if (value === null) return '—';
    if (field === 'parent') return placeOf(value);
    if (field === 'language') return value === 'en' ? 'English' : '中文';
    const kind = field === 'kind' ? kinds.find(({ code }) => code === value) : undefined;
    return kind ? textOf(kind.name, language) : value;
  };
  return (
    <Card className="section" size="small" title={say('会改变什么', 'What will change')}>
      {more > 0 && (
        <Alert
          type="info"
          title={say(`这里只列出前 ${changes.length} 处。`, `The first ${changes.length} are shown.`)}
        />
      )}
      <PlainTable<Change>
        rowKey={({ what, region, role, name }) => `${what} ${region} ${role} ${name}`}
        dataSource={changes}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: say('改变', 'Change'), dataIndex: 'how', render: (how: Change['how']) => words[how] },
          {
            title: say('对象', 'What'),
            dataIndex: 'what',
            render: (_, { what, role }) =>
              what === 'kind' ? say('种类', 'kind') : role === undefined ? say('地区', 'region') : dutyName(role, say),
          },
          {
            title: say('地区', 'Region'),
            dataIndex: 'region',
            render: (region: string, { what }) =>
              what === 'contact' ? (
                <span title={region}>{placeOf(region)}</span>
              ) : (
                <span className="code">{region}</span>
              ),
          },
          { title: say('名称', 'Name'), dataIndex: 'name' },
          {
            title: say('内容', 'Fields'),
            dataIndex: 'fields',
            render: (fields: Change['fields'], { what }) =>
              fields
                .filter(({ before, field }) => before !== null || !['name', 'language'].includes(field))
                .map(
                  ({ field, before, after }) =>
                    `${fieldName(field, what, say)}：${before === null ? '' : `${shown(field, before)} → `}${shown(field, after)}`,
                )
                .join('；'),
          },
        ]}
      />
    </Card>
  );
}
