import type { PatchAnswer, PatchQuestion } from '../patch-model.js';
import type { RunContext } from '../steps/step.js';

/** More tokens than any text of that many characters has. */
const CHARS_PER_TOKEN = 2;

/**
 * The one way to a model: within the budget, and noted for the record of the run. A question whose answer
 * never came in full counts as if it had used all that it might.
 */
export async function askModel(
  question: Omit<PatchQuestion, 'signal'>,
  { budget, model, signal, state }: RunContext,
): Promise<PatchAnswer> {
  const { instructions, input } = question;
  const name = question.model ?? model.name;
  const chars = instructions.length + input.length;
  const reservation = await budget.reserve({
    model: name,
    inputTokens: Math.ceil(chars / CHARS_PER_TOKEN),
    outputTokens: model.maxOutputTokens,
  });
  if (!reservation.ok)
    return { ok: false, configured: false, charged: false, message: reservation.message };
  const answer = await model.ask({ ...question, signal });
  if (!answer.ok) {
    if (!answer.charged) await reservation.settle({ model: name, inputTokens: 0, outputTokens: 0 });
    return answer;
  }
  const { inputTokens, outputTokens } = answer;
  await reservation.settle({ model: name, inputTokens, outputTokens });
  const prompt = `${instructions}\n\n${input}`;
  state.exchanges.push({
    ...{ model: answer.model, prompt, answer: answer.text },
    ...{ inputTokens, outputTokens },
  });
  return answer;
}
