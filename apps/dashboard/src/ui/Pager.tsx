import type { PagedList } from '../data/use-page.js';
import { Button } from './Button.js';

export function Pager<T>({ newest, older }: Pick<PagedList<T>, 'newest' | 'older'>) {
  if (!newest && !older) return null;
  return (
    <nav className="pager" aria-label="Pages of this list">
      <Button small icon="up" disabled={!newest} onClick={newest}>
        Newest
      </Button>
      <Button small disabled={!older} onClick={older}>
        Older
      </Button>
    </nav>
  );
}
