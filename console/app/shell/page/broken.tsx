import { CloseCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Component, type PropsWithChildren, type ReactNode, Suspense } from 'react';
import { Notice } from '../../parts/notice';
import { useWords } from '../../words';

/** A page while and after its file is loaded, or what is said where it failed; another page begins anew. */
export class OrBroken extends Component<
  PropsWithChildren<{ page?: string }>,
  { error: unknown; page: string | undefined }
> {
  override state = { error: null as unknown, page: this.props.page };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps({ page }: { page?: string }, before: { page: string | undefined }) {
    return page === before.page ? null : { error: null, page };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error !== null) return <Broken error={error} />;
    return <Suspense>{this.props.children}</Suspense>;
  }
}

/** Shown for a page that failed, or whose file is gone after an update of the console. */
function Broken({ error }: { error: unknown }) {
  const { say } = useWords();
  return (
    <Notice
      icon={<CloseCircleOutlined />}
      title={say('页面出错了', 'This page failed')}
      about={error instanceof Error ? error.message : null}
    >
      <Button type="primary" onClick={() => location.reload()}>
        {say('重新载入', 'Load again')}
      </Button>
    </Notice>
  );
}
