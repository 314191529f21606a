/** A whole error with its stack trace, as each language prints it. */
export const traces: Readonly<Record<string, string>> = {
  'Node.js': `TypeError: Cannot read properties of undefined (reading 'id')
    at find (/srv/shop/src/orders.js:10:15)
    at async handle (/srv/shop/src/server.js:4:3) {
  code: 'E_ORDER',
  [cause]: Error: no such row
      at query (/srv/shop/src/db.js:7:9)
}`,
  'a logger that trims': `Error: boom
at find (/srv/shop/src/orders.js:10:15)
at process.processTicksAndRejections (node:internal/process/task_queues:105:5)`,
  Firefox: `Error: boom
find@https://shop.example/app.js:10:15
handle/<@https://shop.example/app.js:4:3
@https://shop.example/app.js:99:1`,
  Java: `Exception in thread "main" java.lang.IllegalStateException: broken
	at shop.Orders.find(Orders.java:10)
	at shop.Server.main(Server.java:4)
	Suppressed: java.io.IOException: close
		at shop.Db.close(Db.java:3)
Caused by: java.sql.SQLException: no such row
	at shop.Db.query(Db.java:7)
	... 1 more
Caused by: java.net.ConnectException: refused
	... 12 common frames omitted`,
  Python: `Traceback (most recent call last):
  File "/srv/shop/app.py", line 4, in <module>
    main()
  File "/srv/shop/app.py", line 2, in main
    return orders["id"]
           ~~~~~~^^^^^^
KeyError: 'id'`,
  'chained Python': `Traceback (most recent call last):
  File "/srv/shop/app.py", line 2, in main
    return orders["id"]
KeyError: 'id'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/app.py", line 4, in main
    raise OrderMissing("id")
shop.errors.OrderMissing: id`,
  Go: `panic: runtime error: index out of range [3] with length 3 [recovered]
	panic: again

goroutine 1 [running]:
main.(*Server).find(0xc0000140a0, {0x1, 0x2})
	/srv/shop/main.go:10 +0x1d
main.main()
	/srv/shop/main.go:4 +0x20
created by net/http.(*Server).Serve in goroutine 7
	/usr/lib/go/src/net/http/server.go:3285 +0x4b4
exit status 2`,
  Ruby: `app.rb:10:in 'Orders#find': undefined method 'id' for nil (NoMethodError)

    row.id
       ^^^
	from app.rb:4:in 'Object#handle'
	from app.rb:20:in '<main>'`,
  'Ruby, as a terminal is told': `Traceback (most recent call last):
	2: from app.rb:20:in \`<main>'
	1: from app.rb:4:in \`handle'
app.rb:10:in \`find': undefined method \`id' for nil:NilClass (NoMethodError)`,
  PHP: `PHP Fatal error:  Uncaught RuntimeException: no row in /srv/shop/db.php:7
Stack trace:
#0 /srv/shop/orders.php(10): Db->query('select 1')
#1 [internal function]: Orders->find()
#2 {main}
  thrown in /srv/shop/db.php on line 7`,
};

/** Lines of ordinary logs that must not be taken for a part of the record before them. */
export const strangers: readonly string[] = [
  'attention: the disk is almost full',
  'Caused a restart of api',
  'goroutines: 12',
  'handle(order) took 12 ms (slow)',
  'handle(order)',
  'user@example.org logged in',
  'mailto ops@example.org:25',
  "KeyError: 'id'",
  'During handling of the order, another order came',
  'exit status 2 of the backup',
  '#1 in the charts',
  '#42 (urgent): the cart is empty',
  'Stack trace: none',
  "app.rb:10:in 'find' was called",
  '2026-11-23T10:00:00Z INFO next',
];
