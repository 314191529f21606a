import { LoopbackServer } from './loopback-server.js';

/**
 * Speaks just enough of OpenAI's Responses API for the demo, where no key is set. It is no model: it
 * knows one repair, the missing guard of a property that may be undefined, and says so in its name.
 */
export class ModelStandIn {
  private server: LoopbackServer | undefined;

  async start(): Promise<string> {
    this.server = await LoopbackServer.start((path, body) => {
      if (!path.endsWith('/responses'))
        return { status: 404, body: { error: { message: 'not here' } } };
      return { status: 200, body: response(answer(JSON.stringify(body), promptOf(body))) };
    });
    return `${this.server.url}/v1`;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }
}

export const STAND_IN_NAME = 'demo-stand-in-no-model';

function answer(request: string, prompt: string): string {
  return request.includes('"json_schema"') ? summary(prompt) : repair(prompt);
}

function summary(prompt: string): string {
  return JSON.stringify({
    summary: `Stand-in summary: ${/(TypeError|Error): [^\n]{0,120}/.exec(prompt)?.[0] ?? 'an error in the shop'}`,
    rootCauses: ['This text comes from the demo stand-in, not from a model.'],
    filesToInvestigate: [],
  });
}

/** Guards the property chain that the error names, in the line of the quoted source that reads it. */
function repair(prompt: string): string {
  const property = /reading '(\w+)'/.exec(prompt)?.[1];
  const line = prompt
    .split('\n')
    .find(
      (text) =>
        property !== undefined &&
        new RegExp(`\\w\\.${property}\\b`).test(text) &&
        !text.includes('Error'),
    );
  if (property === undefined || line === undefined) return 'No repair known.';
  const guarded = line.replace(new RegExp(`([\\w.]+)\\.${property}\\b`), `($1?.${property} ?? 0)`);
  return ['<<<<<<< SEARCH', line, '=======', guarded, '>>>>>>> REPLACE'].join('\n');
}

function promptOf(body: unknown): string {
  const { input, instructions } = body as { input?: unknown; instructions?: string };
  const texts = Array.isArray(input)
    ? input.map(({ content }: { content?: unknown }) =>
        typeof content === 'string' ? content : JSON.stringify(content),
      )
    : [String(input)];
  return [instructions ?? '', ...texts].join('\n');
}

function response(text: string) {
  return {
    id: 'resp_stand_in',
    object: 'response',
    created_at: 0,
    status: 'completed',
    model: STAND_IN_NAME,
    output: [
      {
        id: 'msg_stand_in',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text, annotations: [] }],
      },
    ],
    usage: { input_tokens: 0, output_tokens: 0, total_tokens: 0 },
  };
}
