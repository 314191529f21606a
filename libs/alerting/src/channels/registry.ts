import type { AlertChannelDefinition } from './alert-channel.js';
import { discord } from './discord.channel.js';
import { inbox } from './inbox.channel.js';
import { slack } from './slack.channel.js';

/** Every channel: one file and one line here. */
export const alertChannels: readonly AlertChannelDefinition[] = [discord, inbox, slack];
