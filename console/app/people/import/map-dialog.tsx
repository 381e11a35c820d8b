import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { TableDrop } from '../../parts/table-drop';
import type { MapImported } from '../../types';
import { useWords } from '../../words';

/** A map of the regions is imported: afterwards completeness, goods and warnings are shown on it. */
export function MapDialog({ close }: { close(): void }) {
  const { say } = useWords();
  const [imported, setImported] = useState<MapImported | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const take = async (file: File) => {
    setImported(null);
    setRefused(null);
    try {
      setImported(await send<MapImported>('/api/register/map', await parsed(file, say)));
    } catch (error) {
      setRefused((error as Error).message);
    }
  };
  return (
    <Modal open title={say('地区的地图', 'Map of the regions')} footer={null} onCancel={close}>
      <p>
        {say(
          '选择 GeoJSON 文件：每个要素写上地区的编码（code 或 adcode），或者名称；边界或一个点都可以，坐标为经纬度。没有地图的地区显示为方格。',
          'Choose a GeoJSON file: each feature has the region’s code (code or adcode) or its name, and a boundary or a point in degrees. Regions without a place are shown as tiles.',
        )}
      </p>
      <TableDrop take={take} accept=".geojson,.json">
        {say('选择或拖入 GeoJSON 文件', 'Choose a GeoJSON file, or drop it here')}
      </TableDrop>
      {refused !== null && <Alert className="section" type="error" showIcon title={refused} />}
      {imported && <Told imported={imported} />}
    </Modal>
  );
}

function Told({ imported: { placed, changed, refused } }: { imported: MapImported }) {
  const { say } = useWords();
  return (
    <Alert
      className="section"
      showIcon
      type={placed === 0 ? 'error' : refused.length > 0 ? 'warning' : 'success'}
      title={say(
        `${placed} 个地区有了位置，其中 ${changed} 个是新的或有变化。`,
        `Regions with a place: ${placed}; new or changed: ${changed}.`,
      )}
      description={
        refused.length > 0 && (
          <ul className="plain-list">
            {refused.map(({ nth, name, reason }) => (
              <li key={nth}>
                {say(`第 ${nth} 个要素`, `Feature ${nth}`)}
                {name && ` ${name}`}：{reason}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

/** @throws Error in the reader's language when the file is no JSON */
async function parsed(file: File, say: (zh: string, en: string) => string): Promise<object> {
  const text = await file.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(say('这个文件不是 GeoJSON（JSON 格式）。', 'This file is no GeoJSON: it is not JSON.'));
  }
}
