import type { Page, Service } from '../api/types.js';
import { useQuery } from '../data/use-query.js';
import { Filter } from './Filter.js';

export function ServiceFilter() {
  const { data } = useQuery<Page<Service>>('/api/services');
  const options = (data?.items ?? []).map(({ name }) => ({ value: name, label: name }));
  return <Filter name="service" label="Service" options={options} />;
}
