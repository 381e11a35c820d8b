import { Button, Card, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { download } from '../../api';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import { ReasonField } from '../../shell/reason-field';
import { useWords } from '../../words';
import { type Listing, pathOf } from '../listing';
import { ImportTable } from './import-table';
import { PrintRows } from './print-rows';

/** Tables of a list: an empty one, all rows for a reason, and the import of one that an office keeps. */
export function Tables(listing: Listing) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [exporting, setExporting] = useState(false);
  const path = `${pathOf(listing.campaign, listing.list.id)}/table`;
  const template = (as: 'xlsx' | 'csv') => `${path}/template?as=${as}&lang=${language}`;
  return (
    <>
      <Card size="small" className="section">
        <Flex gap={12} wrap align="center">
          <a href={template('xlsx')} download>
            {say('下载空表（Excel）', 'Empty table (Excel)')}
          </a>
          <a href={template('csv')} download>
            {say('下载空表（CSV）', 'Empty table (CSV)')}
          </a>
          {can('export-lists') && (
            <Button onClick={() => setExporting(true)}>{say('导出名单', 'Export the list')}</Button>
          )}
        </Flex>
      </Card>
      {exporting && <ExportDialog path={path} close={() => setExporting(false)} />}
      <PrintRows path={pathOf(listing.campaign, listing.list.id)} />
      <ImportTable {...listing} path={path} />
    </>
  );
}

function ExportDialog({ path, close }: { path: string; close(): void }) {
  const { say } = useWords();
  return (
    <FormDialog<{ as: 'xlsx' | 'csv'; reason: string }>
      title={say('导出名单', 'Export the list')}
      okText={say('导出', 'Export')}
      initialValues={{ as: 'xlsx' }}
      submit={(values) => download(`${path}/export`, values)}
      onClose={close}
    >
      <p className="soft">
        {say(
          '文件中有完整的姓名、身份证号、电话：请妥善保管，用完即删。导出记入操作记录。',
          'The file has names, ID numbers and telephones in full: keep it safe, and delete it after use. The export stands in the audit log.',
        )}
      </p>
      <Form.Item name="as" label={say('格式', 'Kind of file')}>
        <Select
          options={[
            { value: 'xlsx', label: 'Excel' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
      </Form.Item>
      <ReasonField placeholder={say('例如：上报市级财政', 'For example: for the payment')} />
    </FormDialog>
  );
}
