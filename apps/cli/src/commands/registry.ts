import { DemoCommand } from './demo.command.js';

/** Every command and sub-command, one file each. */
export const commands = [DemoCommand];
