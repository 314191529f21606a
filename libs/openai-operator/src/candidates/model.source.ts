import { askModel } from '../budget/ask-model.js';
import { instructionsFor, repairPrompt } from '../patch/prompt.js';
import { editsSchema } from '../patch/structured-edits.js';
import { readAnswer } from '../patch/read-answer.js';
import type { CandidateSource } from './candidate-source.js';

/** The model behind OPENAI_API_KEY. */
export const modelSource: CandidateSource = {
  id: 'model',
  async propose(request, context) {
    const { file, source, temperature, model, answer: form } = request;
    const prompt = { ...request, filePath: file };
    const [instructions, input] = [instructionsFor(prompt, form), repairPrompt(prompt)];
    const schema = form === 'structured' ? { schema: editsSchema } : {};
    const answer = await askModel({ instructions, input, temperature, model, ...schema }, context);
    if (!answer.ok)
      return { outcome: answer.configured ? 'failed' : 'none', message: answer.message };
    const { text } = answer;
    const patched = readAnswer(text, source, file);
    return patched.ok
      ? { outcome: 'proposed', answer: text, text: patched.text }
      : { outcome: 'unusable', answer: text, message: patched.message };
  },
};
