import { createServer } from 'node:http';
import { total } from './cart.js';
import { ConnectionPool } from './connection-pool.js';
import { log } from './log.js';
import { pay } from './payments.js';

const port = Number(process.env.SHOP_PORT ?? 4000);
const gatewayPort = Number(process.env.GATEWAY_PORT ?? 4001);
const pool = new ConnectionPool(4);
let leaking = false;

const routes = {
  'GET /health': () => {
    if (pool.exhausted) throw new Error('no database connection left');
    return { ok: true, pid: process.pid };
  },
  'GET /orders': () => {
    const release = pool.acquire();
    if (!leaking) release();
    return { orders: 3 };
  },
  'POST /cart': (body) => ({ total: total(body) }),
  'POST /pay': () => pay(gatewayPort),
  'POST /fault/leak': () => {
    leaking = true;
    return { leaking };
  },
};

const server = createServer(async (request, response) => {
  const route = `${request.method} ${request.url}`;
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  try {
    const handler = routes[route];
    if (!handler) return answer(404, { error: 'not found' });
    const text = await new Response(request).text();
    answer(200, await handler(text === '' ? undefined : JSON.parse(text)));
    if (route !== 'GET /health') log('INFO', `${route} 200`);
  } catch (error) {
    answer(500, { error: error.message });
    if (route !== 'GET /health') log('ERROR', `${route} 500`, error);
  }
});

server.listen(port, '127.0.0.1', () => log('INFO', `shop listens on port ${port}`));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
process.on('SIGINT', () => server.close(() => process.exit(0)));
