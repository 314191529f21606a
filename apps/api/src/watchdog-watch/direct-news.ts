import { Injectable } from '@nestjs/common';
import { DirectAlert } from '@app/alerting';
import type { AlertMessage } from '@app/contracts';

const RETRY_MS = 15_000;

interface News {
  readonly message: AlertMessage;
  /** The channels that have it. */
  readonly done: ReadonlySet<string>;
  readonly triedAt: number;
}

/** What people must learn although the watchdog, which sends alerts, may not run. Tries until each channel has it. */
@Injectable()
export class DirectNews {
  private news: readonly News[] = [];

  constructor(private readonly alerts: DirectAlert) {}

  add(message: AlertMessage): void {
    this.news = [...this.news, { message, done: new Set(), triedAt: -Infinity }];
  }

  /** Sends what is due. Call it often. */
  async deliver(now: number): Promise<void> {
    const tried = await Promise.all(this.news.map((news) => this.try(news, now)));
    this.news = tried.filter(({ done }) => this.alerts.isOpen(done));
  }

  private async try(news: News, now: number): Promise<News> {
    if (now - news.triedAt < RETRY_MS) return news;
    return { ...news, done: await this.alerts.send(news.message, news.done), triedAt: now };
  }
}
