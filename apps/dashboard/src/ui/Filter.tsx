import { useSearchParam } from '../router/location.js';

interface FilterProps {
  /** Of the parameter in the address. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Chooses one value, or all. */
export function Filter({ name, label, options }: FilterProps) {
  const [value, set] = useSearchParam(name);
  return (
    <label className="filter">
      <span className="sr-only">{label}</span>
      <select
        value={value}
        onChange={(event) => {
          set(event.target.value);
        }}
      >
        <option value="">{label}: all</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
