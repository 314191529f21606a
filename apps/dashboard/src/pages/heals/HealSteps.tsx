import type { HealStep } from '../../api/types.js';
import { clock, duration } from '../../text/format.js';
import { stepWords } from '../../text/words.js';
import { Icon } from '../../ui/Icon.js';

const NAMES: Readonly<Record<HealStep['name'], string>> = {
  detect: 'Detect',
  plan: 'Plan',
  act: 'Act',
  'test-gate': 'Test gate',
  verify: 'Verify',
  alert: 'Alert',
};

export function HealSteps({ steps }: { readonly steps: readonly HealStep[] }) {
  return (
    <ol className="steps">
      {steps.map((step) => (
        <Step key={step.name} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { readonly step: HealStep }) {
  const { name, state, at, durationMs, detail } = step;
  const { label, tone, icon } = stepWords[state];
  return (
    <li className={`step tone-${tone}`}>
      <span className="step-sign">
        <Icon name={icon} size={18} />
      </span>
      <div>
        <p>
          <b>{NAMES[name]}</b> <span className="step-state">{label}</span>
        </p>
        {detail !== '' && <p className="step-detail">{detail}</p>}
      </div>
      <div className="step-time muted">
        {durationMs !== undefined && durationMs > 0 && <span>{duration(durationMs)}</span>}
        {at !== undefined && <time dateTime={at}>{clock(at)}</time>}
      </div>
    </li>
  );
}
