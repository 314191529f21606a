import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stackFrames } from './stack-frames.js';

/** As `function file:line:column`, innermost first. */
const frames = (text: string): string[] =>
  stackFrames(text).map(
    ({ functionName, file, line, column }) =>
      `${functionName} ${file}:${String(line)}:${String(column)}`,
  );

describe('the frames of a stack trace', () => {
  it('of Node.js leave out Node.js itself and packages, in a log with a prefix too', () => {
    const text = `2026-11-23T08:00:00Z ERROR TypeError: Cannot read properties of undefined (reading 'id')
    at Orders.find (/srv/shop/src/orders.js:10:15)
    at async handle (file:///srv/shop/src/server%20one.mjs:4:3)
    at node:internal/process/task_queues:105:5
    at Layer.handle (/srv/shop/node_modules/express/lib/router/layer.js:95:5) {
  [cause]: Error: no such row
      at query (/srv/shop/src/db.js:7:9)
}`;
    expect(frames(text)).toEqual([
      'Orders.find /srv/shop/src/orders.js:10:15',
      'async handle /srv/shop/src/server one.mjs:4:3',
      'query /srv/shop/src/db.js:7:9',
    ]);
  });

  it('of Firefox and Safari tell the path, without host and query', () => {
    const text = 'Error: boom\nfind@https://shop.example/static/app.js?v=3:10:15\n@/srv/a.js:1:2';
    expect(frames(text)).toEqual(['find static/app.js:10:15', ' /srv/a.js:1:2']);
  });

  it.each([
    ['webpack://shop/./src/cart.ts?1f2e', 'src/cart.ts'],
    ['webpack://@zion/shop/src/cart.ts', 'src/cart.ts'],
    ['webpack-internal:///(rsc)/./src/cart.ts', 'src/cart.ts'],
    ['rspack://shop/../lib/cart.ts', '../lib/cart.ts'],
  ])('of a bundle lead to the source: %s', (file, source) => {
    expect(frames(`    at total (${file}:12:7)`)).toEqual([`total ${source}:12:7`]);
  });

  it('of Python come innermost first, those of a cause before what it led to', () => {
    const text = `Traceback (most recent call last):
  File "/srv/shop/db.py", line 2, in query
    return rows["id"]
           ~~~~^^^^^^
  File "/usr/lib/python3.11/json/__init__.py", line 346, in loads
    return _default_decoder.decode(s)
KeyError: 'id'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/app.py", line 9, in <module>
    main()
  File "/srv/shop/app.py", line 4, in main
    raise OrderMissing("id")
  File "/srv/shop/.venv/lib/python3.11/site-packages/flask/app.py", line 1, in run
    pass
shop.errors.OrderMissing: id`;
    expect(frames(text)).toEqual([
      'query /srv/shop/db.py:2:1',
      'main /srv/shop/app.py:4:1',
      '<module> /srv/shop/app.py:9:1',
    ]);
  });

  it('of Java have the folders of their package, those of the cause first', () => {
    const text = `Exception in thread "main" java.lang.IllegalStateException: broken
	at java.base/java.util.Objects.requireNonNull(Objects.java:233)
	at app//shop.orders.Orders.find(Orders.java:10)
	at shop.orders.Orders$1.run(Orders.java:15)
	at Main.main(Main.kt:4)
Caused by: java.sql.SQLException: no such row
	at shop.Db.<init>(Db.java:7)
	... 1 more`;
    expect(frames(text)).toEqual([
      'shop.Db.<init> shop/Db.java:7:1',
      'shop.orders.Orders.find shop/orders/Orders.java:10:1',
      'shop.orders.Orders$1.run shop/orders/Orders.java:15:1',
      'Main.main Main.kt:4:1',
    ]);
  });

  it('of Go take the function from the line above', () => {
    const text = `panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
main.(*Server).find(0xc0000140a0, {0x1, 0x2})
	/srv/shop/main.go:10 +0x1d
main.main()
	/srv/shop/main.go:4 +0x20
created by net/http.(*Server).Serve in goroutine 7
	/usr/local/go/src/net/http/server.go:3285 +0x4b4`;
    expect(frames(text)).toEqual([
      'main.(*Server).find /srv/shop/main.go:10:1',
      'main.main /srv/shop/main.go:4:1',
    ]);
  });

  const ruby = ["app.rb:10:in 'Orders#find'", "/srv/shop/server.rb:4:in `handle'"];
  it('of Ruby are the same in both orders', () => {
    const expected = ['Orders#find app.rb:10:1', 'handle /srv/shop/server.rb:4:1'];
    const [inner = '', outer = ''] = ruby;
    expect(
      frames(`${inner}: undefined method 'id' for nil (NoMethodError)\n\tfrom ${outer}`),
    ).toEqual(expected);
    expect(
      frames(
        `Traceback (most recent call last):\n\t1: from ${outer}\n${inner}: undefined (NoMethodError)`,
      ),
    ).toEqual(expected);
    expect(frames("\tfrom /usr/lib/ruby/gems/3.1.0/gems/rack/lib/a.rb:1:in 'call'")).toEqual([]);
  });

  it('of PHP begin where it was thrown', () => {
    const text = `PHP Fatal error:  Uncaught RuntimeException: no row in /srv/shop/db.php:7
Stack trace:
#0 /srv/shop/orders.php(10): Db->query('select (1)')
#1 /srv/shop/vendor/slim/App.php(4): handle()
#2 {main}
  thrown in /srv/shop/db.php on line 7`;
    expect(frames(text)).toEqual([' /srv/shop/db.php:7:1', 'Db->query /srv/shop/orders.php:10:1']);
  });

  it.each([
    'connect ECONNREFUSED 127.0.0.1:5432',
    'user@example.org logged in at 10:15:00',
    'File "/srv/a.py", line 4, in main',
    '  File "/srv/a.py", line 4, in main',
    'see main.go:10 for details',
    'at shop.Orders.find(Unknown Source)',
    'deployed app.rb:10 in 3 s',
    '#0 no.php',
  ])('are not seen in an ordinary line: %s', (line) => {
    expect(frames(`something\n${line}\nsomething else`)).toEqual([]);
  });

  it('are bounded in number, whatever a log holds', () => {
    const pieces = [
      '(',
      ' (',
      '(webpack://a ',
      '@',
      'at ',
      '\tfrom a.rb:1:in `',
      '{',
      '.go:1',
      'File "',
    ];
    for (const piece of pieces)
      expect(stackFrames(`    at ${piece.repeat(80)}\n`.repeat(5_000)).length).toBeLessThanOrEqual(
        50,
      );
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 200 })), (lines) => {
        for (const { file, line } of stackFrames(lines.join('\n')))
          expect(file !== '' && line >= 0).toBe(true);
      }),
    );
  });
});
