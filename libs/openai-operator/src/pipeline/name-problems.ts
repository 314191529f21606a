import type { PipelineTask } from './pipeline.schema.js';
import type { TaskProblem } from './task-problems.js';

interface NamedTask {
  readonly path: readonly PropertyKey[];
  readonly name: string;
  readonly needs: readonly string[];
}

/** Names that are there twice, and needs that no earlier task answers. */
export function nameProblems(tasks: readonly PipelineTask[]): TaskProblem[] {
  const seen = new Set<string>();
  return tasks.flatMap(flatten).flatMap(({ path, name, needs }) => {
    const problems = needs.flatMap((need, index) =>
      seen.has(need)
        ? []
        : [{ path: [...path, 'needs', index], message: `there is no earlier task "${need}"` }],
    );
    if (seen.has(name))
      problems.push({ path: [...path, 'name'], message: `"${name}" is there already` });
    seen.add(name);
    return problems;
  });
}

/** A search comes after its own tasks: they run first. */
function flatten(task: PipelineTask, index: number): NamedTask[] {
  const path = ['tasks', index];
  const inner = (task.tasks ?? []).map(({ name, needs = [] }, at) => ({
    path: [...path, 'tasks', at],
    name,
    needs,
  }));
  return [...inner, { path, name: task.name, needs: task.needs ?? [] }];
}
