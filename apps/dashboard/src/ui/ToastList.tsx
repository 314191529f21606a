import { useSignal } from '../data/signal.js';
import { Icon } from './Icon.js';
import { toasts } from './toasts.js';

export function ToastList() {
  const list = useSignal(toasts.list);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {list.map(({ id, tone, text }) => (
        <div key={id} className={`toast tone-${tone}`}>
          <Icon name={tone === 'ok' ? 'check' : 'alert'} />
          <span>{text}</span>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => {
              toasts.dismiss(id);
            }}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
