import { Alert, Button, Card, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { send } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useFeedback } from '../feedback';
import { RegionPicker } from '../people/region-picker';
import { useMe } from '../session';
import { PageHead } from '../shell/page-head';
import type { Lists, PostedLot, PostingPreview } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { textOf, useWords } from '../words';
import { Refused } from './refused';
import { Sheet } from './sheet';

/** Which rows are posted, as the API takes it. */
interface ToPost {
  campaign: string;
  list: string;
  region: string;
}

/** Posts a list: shows the sheet as it would hang, and posts after a second look. */
export function Component() {
  const { language, say } = useWords();
  const { region: own } = useMe();
  const [campaign, setCampaign] = useQuery('campaign');
  const [query] = useSearchParams();
  const { data } = useData<Lists>(campaign ? `/api/campaigns/${encodeURIComponent(campaign)}/lists` : null);
  const posted = (data?.lists ?? []).filter(({ track }) => track.includes('announce'));
  const [list, setList] = useState(query.get('list') ?? undefined);
  const [region, setRegion] = useState(own ?? undefined);
  const [looked, setLooked] = useState<{ toPost: ToPost; preview: PostingPreview } | null>(null);
  const [refused, setRefused] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const chosen = list ?? (posted.length === 1 ? posted[0]?.id : undefined);
  const toPost = campaign && chosen && region ? { campaign, list: chosen, region } : null;
  const change = (put: () => void) => {
    put();
    setLooked(null);
    setRefused(null);
  };

  async function look(asked: ToPost) {
    setBusy(true);
    setRefused(null);
    setLooked(null);
    try {
      setLooked({ toPost: asked, preview: await send<PostingPreview>('/api/postings/preview', asked) });
    } catch (error) {
      setRefused(error as Error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <PageHead
        title={say('张榜公示', 'Post a list')}
        about={say(
          '每个村一张公示单，姓名隐去；先预览，再公示。',
          'One sheet for each village, names masked. Look first, then post.',
        )}
      />
      <Card size="small" className="section">
        <Form layout="vertical" className="narrow-form">
          <Form.Item label={say('活动', 'Campaign')} required>
            <CampaignFilter
              value={campaign}
              onChange={(one) =>
                change(() => {
                  setCampaign(one);
                  setList(undefined);
                })
              }
              all={say('请选择活动', 'Choose a campaign')}
            />
          </Form.Item>
          <Form.Item label={say('名单', 'List')} htmlFor="posted-list" required>
            <Select
              id="posted-list"
              disabled={!data}
              value={chosen}
              placeholder={say('选一份要公示的名单', 'Choose a list that is posted')}
              notFoundContent={say('这个活动没有要公示的名单。', 'No list of this campaign is posted.')}
              onChange={(id) => change(() => setList(id))}
              options={posted.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
            />
          </Form.Item>
          <Form.Item
            label={say('在哪里公示', 'Where')}
            htmlFor="posted-region"
            required
            extra={say('选乡镇或县，就是其中所有的村，一村一张', 'All villages in it, each with a sheet of its own')}
          >
            <RegionPicker
              id="posted-region"
              {...(region !== undefined && { value: region })}
              onChange={(code) => change(() => setRegion(code))}
            />
          </Form.Item>
          <Button disabled={!toPost} loading={busy} onClick={() => toPost && look(toPost)}>
            {say('预览公示单', 'Look at the sheet')}
          </Button>
        </Form>
        {refused && <Refused error={refused} />}
      </Card>
      {looked && <Looked key={JSON.stringify(looked.toPost)} {...looked} onRefused={setRefused} />}
    </>
  );
}

/** The sheet of the first village, and the button that makes all of them public. */
function Looked({
  toPost,
  preview,
  onRefused,
}: {
  toPost: ToPost;
  preview: PostingPreview;
  onRefused(error: Error | null): void;
}) {
  const { language, say } = useWords();
  const { modal } = useFeedback();
  const go = useNavigate();
  // Made once: pressed twice, the act is the same.
  const [submission] = useState(() => crypto.randomUUID());
  const { villages, rows, content, leaks, sheet } = preview;
  const many = say(`${villages} 个村、${rows} 行`, `villages: ${villages}, rows: ${rows}`);

  const post = async () => {
    onRefused(null);
    try {
      const lot = await send<PostedLot>('/api/postings', { ...toPost, submission });
      const query = new URLSearchParams({ campaign: toPost.campaign, lot: String(lot.lot) });
      await go(`/postings?${query}`);
      modal.success({
        title: say(`已公示：第 ${lot.lot} 批`, `Posted: lot ${lot.lot}`),
        content: say(
          `${lot.postings} 个村、${lot.rows} 行，公示到 ${content.to} 24:00。请逐村打印、盖章、张贴，并拍下张贴照片。`,
          `Villages: ${lot.postings}, rows: ${lot.rows}, until the end of ${content.to}. Print, seal and hang each sheet, and take a photo of it.`,
        ),
      });
    } catch (error) {
      onRefused(error as Error);
    }
  };
  const ask = () =>
    modal.confirm({
      title: say(`公示${many}？`, `Post? In all ${many}`),
      content: say(
        `从现在起到 ${content.to} 24:00，扫码的人都能看到这份名单；其间这些行不能改，也不能办下一步。`,
        `From now until the end of ${content.to} whoever scans the code sees this list; its rows can neither be changed nor go on.`,
      ),
      okText: say('公示', 'Post'),
      onOk: post,
    });

  return (
    <Card
      size="small"
      className="section"
      title={say(`${content.village}的公示单`, `The sheet of ${content.village}`)}
      extra={
        <Button type="primary" disabled={leaks.length > 0} onClick={ask}>
          {say('公示', 'Post')}
        </Button>
      }
    >
      <Flex vertical gap={12}>
        <div role="status">{say(`共 ${many}，这是第一个村的。`, `In all ${many}. This is the first village.`)}</div>
        {leaks.length > 0 && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={say(
              `不能公示：单子上会印出${leaks.map((leak) => textOf(leak, language)).join('、')}。请先改正类别名称、组别等文字。`,
              `It cannot be posted: the sheet would show ${leaks.map((leak) => textOf(leak, language)).join(', ')}. Correct names, labels or groups first.`,
            )}
          />
        )}
        <Sheet html={sheet} title={say('公示单', 'Sheet')} />
      </Flex>
    </Card>
  );
}
