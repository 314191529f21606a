import { AlertCommand } from './alert.command.js';
import { ApiKeyCommand } from './api-key.command.js';
import { BackupCommand } from './backup.command.js';
import { ClearCommand } from './clear.command.js';
import { CompletionCommand } from './completion.command.js';
import { ConfigCommand } from './config.command.js';
import { DemoCommand } from './demo.command.js';
import { DoctorCommand } from './doctor.command.js';
import { FleetCommand } from './fleet.command.js';
import { HealCommand } from './heal.command.js';
import { HealsCommand } from './heals.command.js';
import { LogsCommand } from './logs.command.js';
import { LoopCommand } from './loop.command.js';
import { MaintenanceCommand } from './maintenance.command.js';
import { PatternsCommand } from './patterns.command.js';
import { PauseCommand } from './pause.command.js';
import { RepairsCommand } from './repairs.command.js';
import { ReplayCommand } from './replay.command.js';
import { ResourcesCommand } from './resources.command.js';
import { RestoreCommand } from './restore.command.js';
import { ResumeCommand } from './resume.command.js';
import { SilenceCommand } from './silence.command.js';
import { StatusCommand } from './status.command.js';

/** Every command, one file each. */
export const commands = [
  AlertCommand,
  ApiKeyCommand,
  BackupCommand,
  ClearCommand,
  CompletionCommand,
  ConfigCommand,
  DemoCommand,
  DoctorCommand,
  FleetCommand,
  HealCommand,
  HealsCommand,
  LogsCommand,
  LoopCommand,
  MaintenanceCommand,
  PatternsCommand,
  PauseCommand,
  RepairsCommand,
  ReplayCommand,
  ResourcesCommand,
  RestoreCommand,
  ResumeCommand,
  SilenceCommand,
  StatusCommand,
];
