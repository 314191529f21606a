import { Signal } from '../data/signal.js';

export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'bad';
  readonly text: string;
}

const SHOWN_MS = { ok: 4_000, bad: 12_000 };

/** Short messages about what somebody just did. */
class Toasts {
  readonly list = new Signal<readonly Toast[]>([]);
  private lastId = 0;

  add(tone: Toast['tone'], text: string): void {
    const id = (this.lastId += 1);
    this.list.set([...this.list.get(), { id, tone, text }]);
    setTimeout(() => {
      this.dismiss(id);
    }, SHOWN_MS[tone]);
  }

  dismiss(id: number): void {
    this.list.set(this.list.get().filter((toast) => toast.id !== id));
  }
}

export const toasts = new Toasts();
