import type { Forge } from './forge.js';
import { githubForge } from './github.forge.js';
import { gitlabForge } from './gitlab.forge.js';

export const forges: readonly Forge[] = [githubForge, gitlabForge];
