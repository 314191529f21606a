import { type Heal, HealDesk, type VoteResult } from '@app/healing';
import { EVENT_STORE, type EventStore } from '@app/event-bus';
import Table from 'cli-table3';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';
import { Store } from '../store/store.js';
import { StoryTeller } from '../story/story-teller.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

const SHOWN = 20;
const votes = ['approve', 'reject', 'cancel'] as const;

@Command({
  name: 'heals',
  arguments: '<verb> [id]',
  argsDescription: { verb: ['list', 'show', ...votes].join(' | ') },
  description: 'list | show ID | approve ID | reject ID | cancel ID',
})
export class HealsCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run([verb = 'list', id]: string[], { json = false }: { json?: boolean }): Promise<void> {
    if (verb === 'list') {
      await this.list(json);
      return;
    }
    if (id === undefined)
      throw new CommandFailure(exitCodes.usage, `heals ${verb} needs the id of a heal.`);
    if (verb === 'show') {
      await this.show(id, json);
      return;
    }
    const vote = votes.find((name) => name === verb);
    if (!vote) throw new CommandFailure(exitCodes.usage, `There is no "heals ${verb}".`);
    await this.vote(vote, id, json);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private async list(json: boolean): Promise<void> {
    const heals = await this.store.use((context) =>
      context.get(HealDesk, { strict: false }).list({ limit: SHOWN }),
    );
    if (json) {
      this.terminal.json(heals);
      return;
    }
    const table = new Table({
      head: ['id', 'when', 'target', 'action', 'status', 'result'],
      wordWrap: true,
    });
    for (const heal of heals) {
      table.push([
        heal.id,
        heal.requestedAt,
        heal.target,
        heal.action.type,
        heal.status,
        heal.result ?? '',
      ]);
    }
    this.terminal.data(heals.length === 0 ? 'No heals yet.' : table.toString());
  }

  private async show(id: string, json: boolean): Promise<void> {
    const { heal, story } = await this.store.use(async (context) => {
      const found = await context.get(HealDesk, { strict: false }).find(id);
      const events = context.get<EventStore>(EVENT_STORE, { strict: false });
      return { heal: found, story: found ? await events.story(found.incidentId) : [] };
    });
    if (!heal) throw unknownHeal(id);
    if (json) {
      this.terminal.json({ heal, story });
      return;
    }
    this.terminal.data(
      `${heal.action.type} of ${heal.target}: ${heal.status}. ${heal.result ?? heal.reason}`,
    );
    const teller = new StoryTeller();
    for (const event of story) {
      const line = teller.tell(event);
      if (line !== undefined) this.terminal.data(`${event.occurredAt}  ${line}`);
    }
  }

  private async vote(vote: (typeof votes)[number], id: string, json: boolean): Promise<void> {
    const result = await this.store.use((context) =>
      context.get(HealDesk, { strict: false })[vote](id, who()),
    );
    const heal = voted(result, id, vote);
    if (json) this.terminal.json(heal);
    else this.terminal.data(`Done: the heal is ${heal.status}.`);
  }
}

function voted(result: VoteResult, id: string, vote: string): Heal {
  if (result.outcome === 'unknown') throw unknownHeal(id);
  if (result.outcome === 'done') return result.heal;
  throw new CommandFailure(
    exitCodes.healFailed,
    `Too late to ${vote}: the heal is ${result.heal.status}.`,
  );
}

function unknownHeal(id: string): CommandFailure {
  return new CommandFailure(exitCodes.usage, `There is no heal ${id}; see: autoheal heals list`);
}
