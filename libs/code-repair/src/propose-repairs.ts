import { applyTextEdits, type TextEdit } from './edits/text-edit.js';
import { loadTypescript, type TypeScript } from './load-typescript.js';
import { repairScene, type SceneFile } from './scene/repair-scene.js';
import type { ReportedError } from './scene/reported-error.js';
import { repairTemplates } from './templates/registry.js';

export interface RepairRequest extends SceneFile {
  /** What the log says, the latest first. */
  readonly errors: readonly ReportedError[];
}

/** A patch that a template made. */
export interface RepairCandidate {
  readonly template: string;
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The whole file with the edits made. */
  readonly text: string;
  /** Above 0, up to 1; the best first. */
  readonly score: number;
}

const MOST_CANDIDATES = 40;
/** An error further back in the log is that much less likely to be the one that was meant. */
const PER_ERROR = 0.85;

/** Patches of one file that may repair an error, the likeliest first; none twice, and each parses. */
export async function proposeRepairs(request: RepairRequest): Promise<readonly RepairCandidate[]> {
  const ts = await loadTypescript();
  const candidates = request.errors.flatMap((error, rank) =>
    ofError(request, error, PER_ERROR ** rank, ts),
  );
  const ranked = candidates.sort((a, b) => b.score - a.score);
  return ranked
    .filter(({ text }, at) => ranked.findIndex((other) => other.text === text) === at)
    .slice(0, 2 * MOST_CANDIDATES)
    .filter(({ text }) => text !== request.source && parses(text, request.filePath, ts))
    .slice(0, MOST_CANDIDATES);
}

function ofError(
  request: RepairRequest,
  error: ReportedError,
  weight: number,
  ts: TypeScript,
): RepairCandidate[] {
  const scene = repairScene(request, error, ts);
  return repairTemplates.flatMap((template) =>
    template.propose(scene).map(({ title, edits, score }) => ({
      template: template.id,
      title,
      edits,
      text: applyTextEdits(request.source, edits),
      score: score * weight,
    })),
  );
}

function parses(text: string, fileName: string, ts: TypeScript): boolean {
  const { diagnostics } = ts.transpileModule(text, {
    fileName,
    reportDiagnostics: true,
    compilerOptions: { jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ESNext },
  });
  return diagnostics?.length === 0;
}
