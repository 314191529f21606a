import { type ApiKey, ApiKeys, type CreatedKey, type Scope, scopes } from '@app/api-access';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

const NAME = /^[\w.-]{1,60}$/;

interface KeyFlags {
  readonly scope?: Scope;
  readonly days?: number;
  readonly json?: boolean;
}

@Command({
  name: 'api-key',
  arguments: '<verb> [name]',
  argsDescription: { verb: 'create | list | revoke' },
  description: 'keys for callers of the API: create NAME | list | revoke NAME',
})
export class ApiKeyCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  async run([verb = 'list', name]: string[], flags: KeyFlags): Promise<void> {
    switch (verb) {
      case 'create':
        await this.create(checked(name), flags);
        break;
      case 'list':
        await this.list(flags.json ?? false);
        break;
      case 'revoke':
        await this.revoke(checked(name), flags.json ?? false);
        break;
      default:
        throw usage(`There is no "api-key ${verb}"; known: create, list, revoke.`);
    }
  }

  @Option({
    flags: '--scope <scope>',
    description: 'read (the default), heal or admin',
    choices: [...scopes],
  })
  parseScope(text: string): Scope {
    const scope = scopes.find((one) => one === text);
    if (scope) return scope;
    throw usage(`--scope ${text}: it is one of ${scopes.join(', ')}.`);
  }

  @Option({
    flags: '--days <number>',
    description: 'after how many days it expires; by default never',
  })
  parseDays(text: string): number {
    const days = Number(text);
    if (Number.isInteger(days) && days >= 1 && days <= 3_650) return days;
    throw usage(`--days ${text}: it is a whole number from 1 to 3650.`);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private async create(name: string, { scope = 'read', days, json }: KeyFlags): Promise<void> {
    const created = await this.use((keys) => keys.create({ name, scope, days, createdBy: who() }));
    if (created.outcome === 'name-taken')
      throw usage(`There is a key ${name} already. Revoke it first, or choose another name.`);
    if (json) this.terminal.json({ ...shown(created.key), key: created.text });
    else this.tell(created);
  }

  /** The key alone goes to stdout, so that a script can keep it. */
  private tell({ key, text }: Extract<CreatedKey, { outcome: 'created' }>): void {
    this.terminal.data(text);
    const until = key.expiresAt === null ? '' : ` until ${key.expiresAt}`;
    this.terminal.progress(
      `The key ${key.name} may ${key.scope}${until}. It is shown only now. From now on the API wants a key of every caller.`,
    );
  }

  private async list(json: boolean): Promise<void> {
    const all = await this.use((keys) => keys.list());
    if (json) this.terminal.json(all.map(shown));
    else if (all.length === 0) this.terminal.data('There is no key.');
    else for (const key of all) this.terminal.data(line(key));
  }

  private async revoke(name: string, json: boolean): Promise<void> {
    const revoked = await this.use((keys) => keys.revoke(name));
    if (!revoked) throw usage(`There is no key ${name}, or it is revoked already.`);
    if (json) this.terminal.json({ name, revoked: true });
    else this.terminal.data(`The key ${name} opens nothing any more.`);
  }

  private use<T>(work: (keys: ApiKeys) => Promise<T>): Promise<T> {
    return this.store.use((context) => work(context.get(ApiKeys, { strict: false })));
  }
}

function checked(name: string | undefined): string {
  if (name !== undefined && NAME.test(name)) return name;
  throw usage('A key has a name of letters, digits, dots, dashes and underscores, at most 60.');
}

function usage(message: string): CommandFailure {
  return new CommandFailure(exitCodes.usage, message);
}

/** Without the hash: nobody needs to see it. */
function shown({ id, name, scope, createdAt, createdBy, expiresAt, revokedAt }: ApiKey) {
  return { id, name, scope, createdAt, createdBy, expiresAt, revokedAt };
}

function line({ name, scope, createdAt, createdBy, expiresAt, revokedAt }: ApiKey): string {
  const end = revokedAt === null ? `expires ${expiresAt ?? 'never'}` : `revoked ${revokedAt}`;
  return `${name.padEnd(20)} ${scope.padEnd(6)} made ${createdAt} by ${createdBy}, ${end}`;
}
