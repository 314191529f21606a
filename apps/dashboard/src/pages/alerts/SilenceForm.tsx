import { type SubmitEvent, useState } from 'react';
import { useAction } from '../../data/use-action.js';
import { Button } from '../../ui/Button.js';

const FIELDS = ['service', 'pattern', 'severity', 'kind'] as const;
const DURATIONS = [
  { minutes: 30, label: '30 minutes' },
  { minutes: 120, label: '2 hours' },
  { minutes: 480, label: '8 hours' },
  { minutes: 1_440, label: '1 day' },
  { minutes: 10_080, label: '1 week' },
];

/** A new silence: what, for how long, and why. One without an end cannot be made. */
export function SilenceForm() {
  const { busy, run } = useAction();
  const [field, setField] = useState<string>(FIELDS[0]);
  const [value, setValue] = useState('');
  const [minutes, setMinutes] = useState('120');
  const [reason, setReason] = useState('');
  const create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const body = { matchers: { [field]: value.trim() }, minutes: Number(minutes), reason };
    const made = await run('/api/silences', { body, done: 'Silenced. It ends by itself.' });
    if (made === undefined) return;
    setValue('');
    setReason('');
  };
  return (
    <form className="form" onSubmit={(event) => void create(event)}>
      <div className="form-row">
        <Choice
          label="Silence"
          value={field}
          set={setField}
          options={FIELDS.map((name) => ({ value: name, label: name }))}
        />
        <label>
          Named
          <input
            required
            value={value}
            onChange={(event) => {
              setValue(event.target.value);
            }}
          />
        </label>
      </div>
      <Choice
        label="For"
        value={minutes}
        set={setMinutes}
        options={DURATIONS.map((one) => ({ value: String(one.minutes), label: one.label }))}
      />
      <label>
        Reason
        <input
          required
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </label>
      <Button type="submit" small icon="bell-off" disabled={busy}>
        Silence
      </Button>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

function Choice({ label, value, set, options }: ChoiceProps) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => {
          set(event.target.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
