import type { AlertChannelDefinition } from './alert-channel.js';
import { discord } from './discord.channel.js';
import { email } from './email.channel.js';
import { inbox } from './inbox.channel.js';
import { pagerduty } from './pagerduty.channel.js';
import { slackBot } from './slack-bot.channel.js';
import { slack } from './slack.channel.js';
import { teams } from './teams.channel.js';
import { telegram } from './telegram.channel.js';
import { webhook } from './webhook.channel.js';

/** Every channel: one file and one line here. */
export const alertChannels: readonly AlertChannelDefinition[] = [
  discord,
  email,
  inbox,
  pagerduty,
  slackBot,
  slack,
  teams,
  telegram,
  webhook,
];
