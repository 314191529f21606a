import { Link } from '../router/Link.js';
import { PageHead } from '../ui/PageHead.js';

export function NotFound() {
  return (
    <>
      <PageHead title="There is nothing here" lead="The address names no page of the dashboard." />
      <Link to="/">Back to the overview</Link>
    </>
  );
}
