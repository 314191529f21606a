import {
  type Approval,
  FIX_STORE,
  type Fix,
  type FixStore,
  ProposalDesk,
  REPAIR_JOB_STORE,
  type RepairJob,
  type RepairJobStore,
} from '@app/openai-operator';
import Table from 'cli-table3';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandFailure } from '../command-failure.js';
import { exitCodes } from '../exit-code.js';
import { Progress } from '../progress/progress.js';
import { Store } from '../store/store.js';
import { Terminal } from '../terminal.js';
import { who } from '../who.js';

const SHOWN = 20;

type Deploy = Awaited<ReturnType<ProposalDesk['deploy']>>;

interface Repair {
  readonly job: RepairJob | undefined;
  readonly fix: Fix | undefined;
}

@Command({
  name: 'repairs',
  arguments: '<verb> [id]',
  argsDescription: { verb: 'list | show | apply' },
  description: 'code fixes: list | show ID | apply ID (a patch that was only proposed)',
})
export class RepairsCommand extends CommandRunner {
  constructor(
    private readonly store: Store,
    private readonly terminal: Terminal,
    private readonly progress: Progress,
  ) {
    super();
  }

  async run([verb = 'list', id]: string[], { json = false }: { json?: boolean }): Promise<void> {
    if (verb === 'list') {
      await this.list(json);
      return;
    }
    if (verb !== 'show' && verb !== 'apply')
      throw new CommandFailure(exitCodes.usage, `There is no "repairs ${verb}".`);
    if (id === undefined)
      throw new CommandFailure(exitCodes.usage, `repairs ${verb} needs the id of a repair.`);
    await (verb === 'show' ? this.show(id, json) : this.apply(id, json));
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private async list(json: boolean): Promise<void> {
    const { jobs, fixes } = await this.store.use(async (context) => {
      const recent = await context
        .get<RepairJobStore>(REPAIR_JOB_STORE, { strict: false })
        .recent(SHOWN);
      const store = context.get<FixStore>(FIX_STORE, { strict: false });
      return { jobs: recent, fixes: await store.findAll(recent.map(({ id }) => id)) };
    });
    const repairs = jobs.map((job) => ({ job, fix: fixes.find(({ id }) => id === job.id) }));
    if (json) this.terminal.json(repairs.map(({ job, fix }) => ({ ...job, fix: fix ?? null })));
    else this.terminal.data(jobs.length === 0 ? 'No code fixes yet.' : tableOf(repairs));
  }

  private async show(id: string, json: boolean): Promise<void> {
    const { job, fix } = await this.store.use(async (context): Promise<Repair> => ({
      job: await context.get<RepairJobStore>(REPAIR_JOB_STORE, { strict: false }).find(id),
      fix: await context.get<FixStore>(FIX_STORE, { strict: false }).find(id),
    }));
    if (!job && !fix)
      throw new CommandFailure(
        exitCodes.usage,
        `There is no repair ${id}; see: autoheal repairs list`,
      );
    if (json) this.terminal.json({ ...job, fix: fix ?? null });
    else
      this.terminal.data(
        `${stateOf({ job, fix })}: ${job?.result?.message ?? fix?.filePath ?? ''}\n${job?.result?.diff ?? ''}`.trimEnd(),
      );
  }

  private async apply(id: string, json: boolean): Promise<void> {
    await this.store.use(async (context) => {
      const desk = context.get(ProposalDesk, { strict: false });
      const { fix, first } = applied(await desk.apply(id, who()), id);
      const deploy = first
        ? await this.progress.run(`Deploying ${fix.filePath}`, () => desk.deploy(fix))
        : undefined;
      if (json) this.terminal.json({ fix, first, deploy: deploy ?? null });
      else this.reportApplied(fix, deploy);
      if (deploy === 'failed')
        throw new CommandFailure(
          exitCodes.healFailed,
          'The deploy failed: see what it said above.',
        );
    });
  }

  private reportApplied({ filePath }: Fix, deploy: Deploy | undefined): void {
    if (deploy === undefined) {
      this.terminal.data(`${filePath} had the patch before.`);
      return;
    }
    this.terminal.data(`${filePath} has the patch now.`);
    if (deploy === 'failed') return;
    this.terminal.data(
      deploy === 'deployed'
        ? 'It is deployed, and taken back if its error returns.'
        : 'Restart what runs it: from then on it is taken back if its error returns.',
    );
  }
}

function tableOf(repairs: readonly Repair[]): string {
  const table = new Table({ head: ['id', 'when', 'file', 'state', 'result'], wordWrap: true });
  for (const { job, fix } of repairs)
    table.push([
      job?.id ?? '',
      job?.createdAt ?? '',
      job?.request.filePath ?? fix?.filePath ?? job?.request.route ?? '',
      stateOf({ job, fix }),
      job?.result?.message ?? '',
    ]);
  return table.toString();
}

/** Once there is a patch, what became of that says more than how the repair ended. */
function stateOf({ job, fix }: Repair): string {
  return fix?.status ?? job?.result?.outcome ?? job?.status ?? '';
}

function applied(approval: Approval, id: string): Extract<Approval, { outcome: 'applied' }> {
  switch (approval.outcome) {
    case 'applied':
      return approval;
    case 'unknown':
      throw new CommandFailure(
        exitCodes.usage,
        `The repair ${id} proposes no patch; see: autoheal repairs list`,
      );
    case 'refused':
      throw new CommandFailure(exitCodes.healFailed, approval.message);
  }
}
