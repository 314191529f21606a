import type { ReactNode } from 'react';
import { useEffect } from 'react';

interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
}

/** The view's heading; also the title of the browser's tab. */
export function PageHead({ title, lead, above, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Zion Auto-Heal`;
  }, [title]);
  return (
    <div className="page-head">
      <div>
        {above !== undefined && <div className="above">{above}</div>}
        <h1>{title}</h1>
        {lead !== undefined && <div className="lead">{lead}</div>}
      </div>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </div>
  );
}
