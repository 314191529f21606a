import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectCommander } from 'nest-commander';
import type { Program } from './completion/completion-tree.js';
import { failByUsage } from './fail.js';

/** A command takes over nothing of its program: each must be told what a wrong option ends with. */
@Injectable()
export class UsageFailures implements OnApplicationBootstrap {
  constructor(@InjectCommander() private readonly program: Program) {}

  onApplicationBootstrap(): void {
    for (const command of this.program.commands) command.exitOverride(failByUsage);
  }
}
