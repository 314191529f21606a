import { describe, expect, it } from '@jest/globals';
import { platformSettings, type PlatformSettings, readSettings } from '@app/settings';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import typescript from 'typescript';
import type { ModelAnswer, ModelClient } from '../model/model-client.js';
import { ErrorSummarizer } from './error-summarizer.js';

const answering = (answer: ModelAnswer, configured = true): ModelClient => ({
  configured,
  complete: () => Promise.resolve(answer),
});
const platform = readSettings([platformSettings], {}).get(
  platformSettings.token,
) as PlatformSettings;
const text = (body: string): ModelAnswer => ({
  ok: true,
  text: body,
  model: 'm',
  usage: { inputTokens: 1, outputTokens: 1 },
});
const LOG =
  "TypeError: Cannot read properties of undefined (reading 'price')\n    at total (/srv/app/src/cart.js:12:7)\n    at Layer.handle (/srv/app/node_modules/express/lib/router/layer.js:95:5)";

describe('ErrorSummarizer', () => {
  it('takes the model at its word when it keeps to the form', async () => {
    const model = answering(
      text('{"summary":"No coupon.","rootCauses":["a"],"filesToInvestigate":["cart.js:12"]}'),
    );
    expect(await new ErrorSummarizer(model, platform).summarize(LOG)).toEqual({
      summary: 'No coupon.',
      rootCauses: ['a'],
      filesToInvestigate: ['cart.js:12'],
      source: 'model',
    });
  });

  it.each([
    ['babbles', answering(text('Sure! Here is your summary'))],
    ['answers in another form', answering(text('{"answer": 42}'))],
    ['fails', answering({ ok: false, reason: 'timeout', retryable: true, message: '' })],
    ['is not there', answering(text('{}'), false)],
  ])('falls back to rules, and says so, when the model %s', async (_what, model) => {
    expect(await new ErrorSummarizer(model, platform).summarize(LOG)).toEqual({
      summary: 'The code reads "price" of a value that is undefined.',
      rootCauses: expect.arrayContaining([expect.any(String)]) as unknown,
      filesToInvestigate: ['/srv/app/src/cart.js:12'],
      source: 'rules',
    });
  });

  it('names a file as it was written, where what runs was compiled with a source map', async () => {
    const projectRoot = realpathSync(mkdtempSync(join(tmpdir(), 'summaries-')));
    const { outputText } = typescript.transpileModule(
      'interface Cart { price: number }\nexport const total = (cart: Cart) => cart.price;\n',
      {
        fileName: 'cart.ts',
        compilerOptions: { module: typescript.ModuleKind.CommonJS, inlineSourceMap: true },
      },
    );
    writeFileSync(join(projectRoot, 'cart.js'), outputText);
    const row = outputText.split('\n').findIndex((line) => line.includes('=> cart.price')) + 1;
    const log = `TypeError: x is not a function\n    at total (${projectRoot}/cart.js:${String(row)}:30)`;
    let asked = '';
    const model: ModelClient = {
      configured: true,
      complete: ({ input }) => {
        asked = input;
        return Promise.resolve(text('no form'));
      },
    };
    const summarizer = new ErrorSummarizer(model, { ...platform, projectRoot });
    expect((await summarizer.summarize(log)).filesToInvestigate).toEqual([
      `${projectRoot}/cart.ts:2`,
    ]);
    expect(asked).toContain('cart.ts:2');
    rmSync(projectRoot, { recursive: true });
  });
});
