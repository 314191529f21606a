import type { EffectiveConfig } from '../../api/types.js';
import { Empty } from '../../ui/Empty.js';

interface SettingRowsProps {
  readonly settings: EffectiveConfig['settings'];
  readonly search: string;
}

export function SettingRows({ settings, search }: SettingRowsProps) {
  const wanted = search.trim().toLowerCase();
  const found = settings.filter(({ variable, description }) =>
    `${variable} ${description}`.toLowerCase().includes(wanted),
  );
  if (found.length === 0) return <Empty icon="search">No variable is called or does that.</Empty>;
  return (
    <table className="rows settings">
      <thead>
        <tr>
          <th scope="col">Variable</th>
          <th scope="col">Value</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {found.map(({ variable, value, source, description }) => (
          <tr key={variable}>
            <th scope="row">
              <code>{variable}</code>
              <div className="muted">{description}</div>
            </th>
            <td className="break">
              {value === null || value === '' ? (
                <span className="muted">not set</span>
              ) : (
                <code>{value}</code>
              )}
            </td>
            <td className="nowrap">
              <span className={source === 'default' ? 'origin muted' : 'origin set'}>{source}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
