import { Button, Card, Image, Upload } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { photoToSend } from '../parts/photo';
import { useMe } from '../session';
import type { OnePosting } from '../types';
import { showTime } from '../when';
import { useWords } from '../words';

type Moment = OnePosting['photos'][number]['moment'];

/** The board as it hung, at the start and at the end: evidence. */
export function BoardPhotos({ posting, reload }: { posting: OnePosting; reload(): void }) {
  const { say } = useWords();
  return (
    <Card size="small" className="section" title={say('公示栏照片', 'Photos of the board')}>
      <p className="soft intro">
        {say(
          '拍到整张公示单，不要拍人。照片里的地点和相机信息不保存。',
          'The whole sheet, and no person. Place and camera are not kept.',
        )}
      </p>
      <Image.PreviewGroup>
        <OfMoment
          moment="start"
          title={say('张贴时', 'At the start')}
          add={say('添加张贴照片', 'Add a photo of the start')}
          posting={posting}
          reload={reload}
        />
        <OfMoment
          moment="end"
          title={say('期满时', 'At the end')}
          add={say('添加期满照片', 'Add a photo of the end')}
          posting={posting}
          reload={reload}
        />
      </Image.PreviewGroup>
    </Card>
  );
}

function OfMoment({
  moment,
  title,
  add,
  posting: { id, photos, zone },
  reload,
}: {
  moment: Moment;
  title: string;
  add: string;
  posting: OnePosting;
  reload(): void;
}) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  const [busy, setBusy] = useState(false);
  const own = photos.filter((one) => one.moment === moment);
  const keep = async (file: File) => {
    setBusy(true);
    try {
      const photo = await photoToSend(file).catch(() => {
        throw new Error(say('这个文件不是照片，请换一张。', 'The browser cannot read this photo; choose another.'));
      });
      await send(`/api/postings/${id}/photos`, { moment, photo });
      void message.success(say('照片已保存', 'The photo is kept'));
      reload();
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label={title} className="moment">
      <strong>{title}</strong> {own.length === 0 && <span className="soft">{say('还没有照片', 'no photo yet')}</span>}
      <div className="board-photos">
        {own.map((one, nth) => (
          <figure key={one.id}>
            <Image
              width={120}
              height={120}
              src={`/api/postings/${id}/photos/${one.id}`}
              alt={say(`${title}的照片 ${nth + 1}`, `${title}, photo ${nth + 1}`)}
            />
            <figcaption>{showTime(one.at, zone, language)}</figcaption>
          </figure>
        ))}
      </div>
      {can('post-list') && (
        <Upload
          accept="image/*"
          showUploadList={false}
          beforeUpload={(file) => {
            void keep(file);
            return false;
          }}
        >
          <Button size="small" loading={busy}>
            {add}
          </Button>
        </Upload>
      )}
    </section>
  );
}
