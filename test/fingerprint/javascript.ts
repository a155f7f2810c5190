/** A stack trace of V8. The frames are whole, without `at`. */
const v8 = (message: string, ...frames: string[]) =>
  [message, ...frames.map((frame) => `    at ${frame}`)].join('\n')

const node = 'process.processTicksAndRejections (node:internal/process/task_queues:95:5)'
const express = 'Layer.handle [as handle_request] (/app/node_modules/express/lib/router/layer.js:95:5)'

/** JavaScript's stack traces. Those of one list are the same error, others are not. */
export const javascript: readonly (readonly string[])[] = [
  [
    v8(
      "TypeError: Cannot read properties of undefined (reading 'id')",
      'Users.find (/app/src/users.js:10:15)',
      node,
    ),
    v8(
      "TypeError: Cannot read properties of undefined (reading 'name')",
      'Users.find (/app/src/users.js:14:3)',
      node,
    ),
    v8(
      "TypeError: Cannot read properties of undefined (reading 'x')",
      'Users.find (/srv/v2/src/users.js:99:1)',
      express,
    ),
    v8(
      "TypeError: Cannot read properties of undefined (reading 'x')",
      'async Users.find (file:///app/src/users.js:7:7)',
    ),
  ],
  [
    v8(
      "TypeError: Cannot read properties of undefined (reading 'id')",
      'Users.remove (/app/src/users.js:10:15)',
      node,
    ),
  ],
  [
    v8(
      "TypeError: Cannot read properties of null (reading 'id')",
      'Users.find (/app/src/users.js:10:15)',
      node,
    ),
  ],
  [
    v8(
      'Error: connect ECONNREFUSED 127.0.0.1:5432',
      'TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)',
    ),
    v8(
      'Error: connect ECONNREFUSED 10.0.0.9:6379',
      'TCPConnectWrap.afterConnect [as oncomplete] (node:net:1606:16)',
    ),
  ],
  [
    v8(
      'RangeError: Maximum call stack size exceeded',
      ...Array.from({ length: 3 }, () => 'walk (/app/tree.js:3:9)'),
    ),
    v8(
      'RangeError: Maximum call stack size exceeded',
      ...Array.from({ length: 90 }, () => 'walk (/app/tree.js:3:9)'),
    ),
  ],
  [
    v8(
      'SyntaxError: Unexpected token < in JSON at position 0',
      'JSON.parse (<anonymous>)',
      'parse (/app/src/api.ts:41:12)',
    ),
    v8(
      'SyntaxError: Unexpected token < in JSON at position 17',
      'JSON.parse (<anonymous>)',
      'parse (/app/src/api.ts:44:12)',
    ),
  ],
  [
    v8(
      "Error: ENOENT: no such file or directory, open '/tmp/a.json'",
      'Object.openSync (node:fs:601:3)',
      'load (/app/load.js:2:3)',
    ),
    v8(
      "Error: ENOENT: no such file or directory, open '/data/b.json'",
      'Object.openSync (node:fs:601:3)',
      'load (/app/load.js:8:3)',
    ),
  ],
  [
    v8(
      "Error: EACCES: permission denied, open '/tmp/a.json'",
      'Object.openSync (node:fs:601:3)',
      'load (/app/load.js:2:3)',
    ),
  ],
  [
    v8('Error: Order 12 not found', '/app/src/orders.js:3:9', 'new Promise (<anonymous>)'),
    v8('Error: Order 99017 not found', '/app/src/orders.js:5:9', 'new Promise (<anonymous>)'),
  ],
  [
    v8('AbortError: The operation was aborted', 'fetchAll (/app/main.8f3c2a1d.js:1:20345)'),
    v8('AbortError: The operation was aborted', 'fetchAll (/app/main.c0ffee12.js:1:19876)'),
  ],
  [
    v8(
      'TimeoutError: Navigation timeout of 30000 ms exceeded',
      'LifecycleWatcher.x (/app/node_modules/puppeteer/lib/L.js:1:2)',
      'shot (/app/shot.ts:3:4)',
    ),
    v8('TimeoutError: Navigation timeout of 5000 ms exceeded', 'shot (/app/shot.ts:30:4)'),
  ],
  [
    'TypeError: undefined is not a function\nrender@http://localhost:3000/static/app.js:10:20\nupdate@http://localhost:3000/static/app.js:1:2',
    'TypeError: undefined is not a function\nrender@https://example.com/static/app.js:11:9\nupdate@https://example.com/static/app.js:7:7',
  ],
  ['TypeError: undefined is not a function\nclear@http://localhost:3000/static/app.js:10:20'],
  [
    v8(
      'Error: timeout of 5000ms exceeded',
      'createError (webpack-internal:///./node_modules/axios/lib/core/createError.js:16:15)',
      'eval (webpack-internal:///./src/client.js:5:1)',
    ),
    v8(
      'Error: timeout of 30000ms exceeded',
      'createError (webpack-internal:///./node_modules/axios/lib/core/createError.js:18:15)',
      'eval (webpack-internal:///./src/client.js:9:1)',
    ),
  ],
  [
    `${v8('Error: the job failed', 'run (/app/jobs.js:1:2)')}\n  [cause]: ${v8('Error: 7 rows', 'read (/app/rows.js:1:2)')}`,
    `${v8('Error: the job failed', 'run (/app/jobs.js:9:2)')}\n  [cause]: ${v8('Error: 12 rows', 'read (/app/rows.js:3:2)')}`,
  ],
  [
    v8(
      'AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:\n\n3 !== 4\n',
      'check (/app/check.js:1:2)',
    ),
    v8(
      'AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:\n\n17 !== 4\n',
      'check (/app/check.js:8:2)',
    ),
  ],
  [
    v8(
      'GraphQLError: Variable "$id" of required type "ID!" was not provided.',
      'getValues (/app/node_modules/graphql/execution/values.js:1:1)',
      'ask (/app/ask.js:1:2)',
    ),
    v8(
      'GraphQLError: Variable "$flow" of required type "String!" was not provided.',
      'ask (/app/ask.js:4:2)',
    ),
  ],
  [
    v8('ReferenceError: fetchs is not defined', '/app/x.js:1:1'),
    v8('ReferenceError: fetchs is not defined', '/app/x.js:22:13'),
  ],
  [
    v8(
      'PrismaClientKnownRequestError: \nInvalid `prisma.user.create()` invocation:\n\nUnique constraint failed on the fields: (`email`)',
      'Users.add (/app/users.ts:1:2)',
    ),
    v8(
      'PrismaClientKnownRequestError: \nInvalid `prisma.order.create()` invocation:\n\nUnique constraint failed on the fields: (`number`)',
      'Users.add (/app/users.ts:9:9)',
    ),
  ],
  [
    v8(
      'Error: socket hang up',
      'connResetException (node:internal/errors:720:14)',
      'TLSSocket.socketCloseListener (node:_http_client:468:25)',
    ),
    v8(
      'Error: socket hang up',
      'connResetException (node:internal/errors:787:14)',
      'TLSSocket.socketCloseListener (node:_http_client:473:25)',
    ),
  ],
  [
    v8('UnhandledPromiseRejection: reason "#<Object>".', 'Worker.work (C:\\jobs\\worker.js:1:2)'),
    v8('UnhandledPromiseRejection: reason "undefined".', 'Worker.work (/jobs/worker.js:4:2)'),
  ],
  [
    v8(
      'RateLimitError: 429 Too Many Requests: 60,000 tokens per minute are used up. Retry after 22 s.',
      'ask (/app/llm.js:3:1)',
    ),
    v8(
      'RateLimitError: 429 Too Many Requests: 90,000 tokens per minute are used up. Retry after 3 s.',
      'ask (/app/llm.js:8:1)',
    ),
  ],
  [
    v8(
      'Error: Command failed: ffmpeg -i /tmp/up-1/in.mov',
      'ChildProcess.exithandler (node:child_process:419:12)',
      'encode (/app/video.js:1:1)',
    ),
    v8(
      'Error: Command failed: ffmpeg -i /tmp/up-77/in.mov',
      'ChildProcess.exithandler (node:child_process:422:12)',
      'encode (/app/video.js:2:2)',
    ),
  ],
  [
    v8('Error: worker 3 crashed', 'Pool.onExit (/app/pool.mjs:1:1)'),
    v8('Error: worker 12 crashed', 'Pool.onExit (/app/pool.mjs:5:1)'),
  ],
  [v8('Error: worker 3 crashed', 'Pool.onError (/app/pool.mjs:1:1)')],
  [
    v8(
      'MongoServerError: E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: "a@b.io" }',
      'add (/app/m.js:1:1)',
    ),
    v8(
      'MongoServerError: E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: "zoe@b.io" }',
      'add (/app/m.js:3:1)',
    ),
  ],
  [
    v8('DataCloneError: () => {} could not be cloned.', 'post (/app/p.js:1:1)'),
    v8('DataCloneError: () => {} could not be cloned.', 'post (/opt/x/p.js:1:1)'),
  ],
  [
    v8('Error: quota of 5 GB exceeded', 'put (/app/s.js:1:1)'),
    v8('Error: quota of 750 MB exceeded', 'put (/app/s.js:3:7)'),
    v8('Error: quota of 1 TB exceeded', 'async put (/app/s.js:8:7)'),
  ],
  [
    v8('Error: lease 6fa459ea-ee8a-3ca4-894e-db77e160355e is lost', 'renew (/app/l.js:1:1)'),
    v8('Error: lease 550e8400-e29b-41d4-a716-446655440000 is lost', 'renew (/app/l.js:1:1)'),
  ],
  [
    v8('Error: bad signature', 'Object.verify (/app/sign.js:1:1)', express),
    v8('Error: bad signature', 'Object.verify (/app/sign.js:1:1)', node),
  ],
  [v8('Error: bad signature', 'Object.sign (/app/sign.js:1:1)', express)],
]
