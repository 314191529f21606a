import { Module } from '@nestjs/common';
import { LogFollower } from './log-follower.js';
import { FOLDER_WATCH } from './watch/folder-watch.js';
import { FsFolderWatch } from './watch/fs-folder-watch.js';

/** Needs a CHECKPOINT_STORE, which the app binds, a CLOCK, and the platform and tailing settings. */
@Module({
  providers: [LogFollower, { provide: FOLDER_WATCH, useClass: FsFolderWatch }],
  exports: [LogFollower],
})
export class TailingModule {}
