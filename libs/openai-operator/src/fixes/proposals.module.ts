import { Module } from '@nestjs/common';
import { FixDeploy } from './fix-deploy.js';
import { ProposalDesk } from './proposal-desk.js';

/** Needs a FIX_STORE, CLOCK, PROCESS_RUNNER, the event factory, and the settings. */
@Module({ providers: [FixDeploy, ProposalDesk], exports: [ProposalDesk] })
export class ProposalsModule {}
