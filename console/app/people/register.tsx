import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Flex, Tree, Typography } from 'antd';
import { useState } from 'react';
import { download } from '../api';
import { useMe } from '../session';
import { FormDialog } from '../shell/form-dialog';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { ReasonField } from '../shell/reason-field';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { MapDialog } from './import/map-dialog';
import { KindsDialog } from './kinds-dialog';
import { PlacePanel } from './place-panel';
import { AddRegion } from './region/region-dialog';
import { useRegionTree } from './region-tree';
import { Search } from './search';

/** The tree of places, with the people of each. */
export function Component() {
  const { say } = useWords();
  const [place, setPlace] = useQuery('place');
  const { tops, nodes, open, setOpen, load, error, reload } = useRegionTree(place);
  if (!tops) return <Loading error={error} reload={reload} />;
  return (
    <>
      <PageHead
        title={say('名册', 'Register')}
        term="register"
        about={say(
          '地区、联系人和其他职责、代理人（B 角）和请假。',
          'Regions, contacts and other duties, deputies and leave.',
        )}
        actions={<Acts shown={setPlace} reload={reload} />}
      />
      <div className="grid-2">
        <Card size="small">
          <Search onChosen={setPlace} />
          {tops.length === 0 ? (
            <Empty
              className="section"
              description={say(
                '名册还是空的：下载模板，填好后导入；或者添加一个县。',
                'The register is empty: download a template, fill it in and import it; or add a county.',
              )}
            />
          ) : (
            <Tree
              className="section"
              treeData={nodes}
              selectedKeys={place ? [place] : []}
              expandedKeys={[...open]}
              onExpand={(keys) => setOpen(keys.map(String))}
              onSelect={([key]) => key !== undefined && setPlace(String(key))}
              height={560}
              loadData={({ key }) => load(String(key))}
            />
          )}
        </Card>
        {place ? (
          <PlacePanel
            key={place}
            code={place}
            changed={(code) => {
              reload();
              setPlace(code);
            }}
          />
        ) : (
          <Card>
            <Empty description={<Typography.Text>{say('请选一个地区', 'Choose a region')}</Typography.Text>} />
          </Card>
        )}
      </div>
    </>
  );
}

/** What can be done with the register as a whole. */
function Acts({ shown, reload }: { shown(code: string): void; reload(): void }) {
  const { say } = useWords();
  const { can, region } = useMe();
  const [open, setOpen] = useState<'kinds' | 'top' | 'map' | 'export' | null>(null);
  const close = () => setOpen(null);
  return (
    <Flex gap={8} wrap>
      <LinkButton to="/register/places">{say('全部地区', 'All places')}</LinkButton>
      <LinkButton to="/register/contacts">{say('联系人', 'Contacts')}</LinkButton>
      <LinkButton to="/register/gaps">{say('没有联系人的地区', 'Places without a contact')}</LinkButton>
      {can('edit-register') && region === null && (
        <>
          <Button onClick={() => setOpen('kinds')}>{say('地区的种类', 'Kinds of region')}</Button>
          <Button onClick={() => setOpen('top')}>{say('添加最上一级', 'Add a top')}</Button>
        </>
      )}
      {can('edit-register') && (
        <>
          <Button onClick={() => setOpen('map')}>{say('地图', 'Map')}</Button>
          <Button icon={<DownloadOutlined />} onClick={() => setOpen('export')}>
            {say('导出', 'Export')}
          </Button>
          <LinkButton to="/register/import" type="primary" icon={<UploadOutlined />}>
            {say('导入', 'Import')}
          </LinkButton>
        </>
      )}
      {open === 'kinds' && <KindsDialog onClose={close} />}
      {open === 'map' && <MapDialog close={close} />}
      {open === 'export' && <ExportDialog close={close} />}
      {open === 'top' && (
        <AddRegion
          above={null}
          onClose={(added) => {
            close();
            if (!added) return;
            reload();
            shown(added);
          }}
        />
      )}
    </Flex>
  );
}

function ExportDialog({ close }: { close(): void }) {
  const { language, say } = useWords();
  return (
    <FormDialog<{ reason: string }>
      title={say('导出名册', 'Export the register')}
      okText={say('导出', 'Export')}
      submit={(values) => download(`/api/register/export?lang=${language}`, values)}
      onClose={close}
    >
      <p className="soft">
        {say(
          '文件中有完整的姓名和号码：请妥善保管，用完即删。导出记入操作记录。',
          'The file has names and numbers in full: keep it safe, and delete it after use. The export stands in the audit log.',
        )}
      </p>
      <ReasonField placeholder={say('例如：年度核对', 'For example: the yearly check')} />
    </FormDialog>
  );
}
