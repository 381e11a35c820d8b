import { Alert } from 'antd';
import { Refusal } from '../api';
import { PlainTable } from '../table/plain-table';
import { useWords } from '../words';

/** Why a table was refused: what has changed since it was looked at, or every bad cell. */
export function Refused({ error }: { error: Error }) {
  const { say } = useWords();
  const problems = error instanceof Refusal ? error.problems : [];
  if (problems.length === 0)
    return <Alert type="error" showIcon role="alert" title={error.message} className="section" />;
  return (
    <>
      <Alert
        type="error"
        showIcon
        role="alert"
        className="section"
        title={say(
          `没有导入：有 ${problems.length} 处错误，改正后再导入。`,
          `Nothing was imported: ${problems.length} bad cells. Correct them, then import.`,
        )}
      />
      <PlainTable
        rowKey={({ field, message }) => `${field} ${message}`}
        dataSource={[...problems]}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: say('位置', 'Where'), dataIndex: 'field' },
          { title: say('原因', 'Reason'), dataIndex: 'message' },
        ]}
      />
    </>
  );
}
