import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request; the default answers with an empty text. */
export type ModelReply =
  | { readonly text: string }
  | { readonly refusal: string }
  | { readonly status: number; readonly body?: unknown }
  | 'hang'
  | 'incomplete'
  | 'garbage';

export interface ModelCall {
  readonly path: string;
  readonly authorization: string;
  /** Everything that was sent, as text: to look for what must not be in it. */
  readonly raw: string;
  /** Instructions and input. */
  readonly prompt: string;
}

/** Speaks OpenAI's Responses and Chat Completions on loopback, as far as the real client asks. */
export class ModelServer {
  readonly calls: ModelCall[] = [];
  /** Answers each call; replace it in a test. */
  reply: (call: ModelCall) => ModelReply = () => ({ text: '' });
  /** A compatible server that knows only Chat Completions. */
  withoutResponses = false;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ModelServer> {
    const server = createServer();
    const modelServer = new ModelServer(server);
    server.on('request', (request: IncomingMessage, response) => {
      void modelServer.answer(request).then((reply) => {
        if (!reply) return;
        response.writeHead(reply.status, { 'content-type': 'application/json' });
        response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
      });
    });
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return modelServer;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(
    request: IncomingMessage,
  ): Promise<{ status: number; body: unknown } | undefined> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const raw = Buffer.concat(pieces).toString('utf8');
    const path = request.url ?? '';
    const byResponses = path.endsWith('/responses');
    if (byResponses && this.withoutResponses)
      return { status: 404, body: { error: { message: 'no such endpoint' } } };
    const call = {
      path,
      raw,
      authorization: request.headers.authorization ?? '',
      prompt: promptOf(raw),
    };
    this.calls.push(call);
    const reply = this.reply(call);
    if (reply === 'hang') return undefined;
    if (reply === 'garbage') return { status: 200, body: '{"half": ' };
    if (typeof reply === 'object' && 'status' in reply) {
      return {
        status: reply.status,
        body: reply.body ?? { error: { message: `scripted ${String(reply.status)}` } },
      };
    }
    return { status: 200, body: byResponses ? response(reply) : completion(reply) };
  }
}

function promptOf(raw: string): string {
  const body = JSON.parse(raw) as {
    instructions?: string;
    input?: unknown;
    messages?: { content: unknown }[];
  };
  const parts = body.messages
    ? body.messages.map(({ content }) => content)
    : [body.instructions, body.input];
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('\n');
}

type Said = { readonly text: string } | { readonly refusal: string } | 'incomplete';

function response(reply: Said) {
  const content =
    reply === 'incomplete'
      ? []
      : [
          'text' in reply
            ? { type: 'output_text', text: reply.text, annotations: [] }
            : { type: 'refusal', refusal: reply.refusal },
        ];
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 0,
    model: 'test-model',
    status: reply === 'incomplete' ? 'incomplete' : 'completed',
    incomplete_details: reply === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    output: [{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content }],
    usage: { input_tokens: 100, output_tokens: 20, total_tokens: 120 },
  };
}

function completion(reply: Said) {
  const message =
    reply === 'incomplete'
      ? { content: '' }
      : 'text' in reply
        ? { content: reply.text }
        : { content: null, refusal: reply.refusal };
  return {
    id: 'chat_1',
    object: 'chat.completion',
    created: 0,
    model: 'test-model',
    choices: [
      {
        index: 0,
        finish_reason: reply === 'incomplete' ? 'length' : 'stop',
        message: { role: 'assistant', ...message },
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  };
}
