export * from './propose-repairs.js';
export * from './edits/text-edit.js';
export * from './scene/project-view.js';
export * from './scene/reported-error.js';
export * from './policy/check-patch.js';
export * from './policy/finding.js';
