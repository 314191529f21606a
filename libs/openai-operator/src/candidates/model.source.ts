import { instructionsFor, repairPrompt } from '../patch/prompt.js';
import { readAnswer } from '../patch/read-answer.js';
import type { CandidateSource } from './candidate-source.js';

/** The model behind OPENAI_API_KEY. Keeps what was said for the record of the run. */
export const modelSource: CandidateSource = {
  id: 'model',
  async propose(request, { model, signal, state }) {
    const { file, source, error, evidence, refusals } = request;
    const prompt = { filePath: file, source, error, evidence, refusals };
    const [instructions, input] = [instructionsFor(prompt), repairPrompt(prompt)];
    const answer = await model.ask({
      instructions,
      input,
      signal,
      temperature: request.temperature,
      model: request.model,
    });
    if (!answer.ok)
      return { outcome: answer.configured ? 'failed' : 'none', message: answer.message };
    const { text, model: name, inputTokens, outputTokens } = answer;
    const asked = `${instructions}\n\n${input}`;
    state.exchanges.push({ model: name, prompt: asked, answer: text, inputTokens, outputTokens });
    const patched = readAnswer(text, source, file);
    return patched.ok
      ? { outcome: 'proposed', answer: text, text: patched.text }
      : { outcome: 'unusable', answer: text, message: patched.message };
  },
};
