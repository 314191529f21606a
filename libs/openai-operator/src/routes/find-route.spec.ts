import { afterEach, describe, expect, it } from '@jest/globals';
import { ExecaProcessRunner } from '@app/process-runner';
import { TestProject } from '@app/openai-operator/testing';
import { readdirSync } from 'node:fs';
import { findRoute } from './find-route.js';
import { routeFinders } from './registry.js';

const nest = (prefix: string, handler: string): string =>
  `import { Controller, Get } from '@nestjs/common';\n// @Get('commented-out')\n@Controller('${prefix}')\nexport class C {\n  ${handler} handle(): void {}\n}\n`;

describe('findRoute', () => {
  let project: TestProject | undefined;
  const find = async (files: Record<string, string>, route: string): Promise<string[]> => {
    project = new TestProject(files);
    return findRoute(route, project.root, new ExecaProcessRunner());
  };
  afterEach(() => project?.dispose());

  const shop = {
    'src/cart.controller.ts': nest('cart', "@Get(':id')"),
    'src/order.controller.ts': nest('orders', "@Post(':id/pay')"),
    'src/routes.js':
      "const router = express.Router();\nrouter.get('/users/:id', (q, s) => s.send(map.get('/cart')));\nrouter.route('/login').post(login).get(form);\n",
    'src/server.mjs':
      "fastify.get('/health/:part', async () => 1);\nfastify.route({ method: ['PUT', 'PATCH'], url: '/stock/:sku', handler });\n",
    'app/(shop)/products/[slug]/page.tsx': 'export default function Page() {}\n',
    'app/api/prices/route.ts': 'export function GET() {}\n',
    'src/app/blog/[...slug]/page.tsx': 'export default function Page() {}\n',
    'src/plugin.ts':
      "export default async (app: FastifyInstance) => {\n  app.delete('/baskets/:id', { schema }, async () => 1);\n};\n",
    'src/mounted.ts':
      "const shelf = Router();\nshelf.patch('/shelves/:id', check, (q, s) => s.end());\napp.use('/api/warehouse', shelf);\n",
    'pages/api/prices/[sku].ts': 'export default function handler() {}\n',
    'pages/about/index.jsx': 'export default () => null;\n',
    'pages/_app.jsx': 'export default () => null;\n',
    'test/cart.test.js': "app.get('/cart/:id', handler);\n",
  };

  it.each([
    ['GET /cart/42', 'src/cart.controller.ts'],
    ['GET /api/v1/cart/42?full=1', 'src/cart.controller.ts'],
    ['https://shop.test/cart/42', 'src/cart.controller.ts'],
    ['/cart/:id', 'src/cart.controller.ts'],
    ['POST /orders/7/pay', 'src/order.controller.ts'],
    ['/api/users/9', 'src/routes.js'],
    ['POST /login', 'src/routes.js'],
    ['PATCH /stock/ab-1', 'src/server.mjs'],
    ['/health/db', 'src/server.mjs'],
    ['/products/red-shoe', 'app/(shop)/products/[slug]/page.tsx'],
    ['GET /api/prices', 'app/api/prices/route.ts'],
    ['/about', 'pages/about/index.jsx'],
    ['/blog/2026/11/healed', 'src/app/blog/[...slug]/page.tsx'],
    ['/api/prices/red-shoe', 'pages/api/prices/[sku].ts'],
    ['DELETE /baskets/7', 'src/plugin.ts'],
    ['PATCH /api/warehouse/shelves/7', 'src/mounted.ts'],
  ])('finds the handler of %s', async (route, file) => {
    expect(await find(shop, route)).toEqual([file]);
  });

  it.each(['DELETE /cart/42', '/cart', '/commented-out', '/nothing/here', '', '/_app'])(
    'finds none of %j',
    async (route) => {
      expect(await find(shop, route)).toEqual([]);
    },
  );

  it('prefers the literal path, and names all that fit equally', async () => {
    const files = {
      'a.js': "app.get('/cart/:id', a);\n",
      'b.js': "app.get('/cart/new', b);\n",
      'c.js': "app.get('/twin', c);\n",
      'd.js': "app.get('/twin', d);\n",
    };
    expect(await find(files, '/cart/new')).toEqual(['b.js']);
    project?.dispose();
    expect((await find(files, '/twin')).sort()).toEqual(['c.js', 'd.js']);
  });

  it('has every finder of the folder in its registry', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.finder.ts'));
    expect(routeFinders.map(({ framework }) => `${framework}.finder.ts`).sort()).toEqual(
      files.sort(),
    );
  });
});
