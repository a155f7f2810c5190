/** A panic of Go. The frames are `function file:line`, the innermost first. */
function panic(message: string, frames: readonly string[], routine = 1): string {
  const lines = frames.map((frame) => {
    const [name, place] = frame.split(' ')
    return `${name}(0xc00001${routine}250, 0x${routine})\n\t${place} +0x1d`
  })
  return `panic: ${message}\n\ngoroutine ${routine} [running]:\n${lines.join('\n')}\nexit status 2`
}

/** An error with its stack, as `%+v` prints it. */
const wrapped = (message: string, ...frames: string[]) =>
  [
    message,
    ...frames.map((frame) => frame.replace(' ', '\n\t')),
    'runtime.main\n\t/usr/local/go/src/runtime/proc.go:250',
  ].join('\n')

const gopanic = 'panic /usr/local/go/src/runtime/panic.go:884'
const index = (at: number, length: number) =>
  `runtime error: index out of range [${at}] with length ${length}`

/** Go's stack traces. Those of one list are the same error, others are not. */
export const go: readonly (readonly string[])[] = [
  [
    panic(index(5, 3), ['main.process /app/main.go:25', 'main.main /app/main.go:10']),
    panic(index(81, 7), ['main.process /app/main.go:26', 'main.main /app/main.go:12'], 17),
    panic(index(0, 0), [
      gopanic,
      'main.process /home/enzo/app/main.go:26',
      'main.main /home/enzo/app/main.go:12',
    ]),
  ],
  [panic(index(5, 3), ['main.convert /app/main.go:25', 'main.main /app/main.go:10'])],
  [
    panic('runtime error: slice bounds out of range [:5] with capacity 3', [
      'main.process /app/main.go:25',
      'main.main /app/main.go:10',
    ]),
  ],
  [
    panic(
      'runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48f2a1]',
      [
        'main.(*Server).handle /app/server.go:7',
        'net/http.HandlerFunc.ServeHTTP /usr/local/go/src/net/http/server.go:2122',
      ],
    ),
    panic(
      'runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x1002bc]',
      [
        'main.(*Server).handle /app/server.go:9',
        'net/http.HandlerFunc.ServeHTTP /usr/local/go/src/net/http/server.go:2166',
      ],
      33,
    ),
  ],
  [
    `${panic('assignment to entry in nil map', ['main.add /app/map.go:3'])}\n\ngoroutine 7 [chan receive]:\nmain.other(0x1)\n\t/app/other.go:1 +0x1`,
    `${panic('assignment to entry in nil map', ['main.add /app/map.go:5'])}\n\ngoroutine 12 [select]:\nmain.third(0x1)\n\t/app/third.go:1 +0x1`,
    panic('assignment to entry in nil map', ['main.add /app/map.go:3']),
  ],
  [
    wrapped('disk full', 'main.write /app/disk.go:10', 'main.main /app/main.go:20'),
    wrapped('disk full', 'main.write /app/disk.go:12', 'main.main /app/main.go:22'),
  ],
  [wrapped('disk full', 'main.flush /app/disk.go:10', 'main.main /app/main.go:20')],
  [wrapped('disk broken', 'main.write /app/disk.go:10', 'main.main /app/main.go:20')],
  ['open /tmp/up-1/a.csv: no such file or directory', 'open /tmp/up-22/a.csv: no such file or directory'],
  ['open /tmp/up-1/a.csv: permission denied'],
  [
    'dial tcp 10.0.0.7:5432: connect: connection refused',
    'dial tcp 10.1.2.3:5433: connect: connection refused',
    'dial tcp ::1:5432: connect: connection refused',
  ],
  ['dial tcp 10.0.0.7:5432: i/o timeout', 'dial tcp 192.168.1.9:80: i/o timeout'],
  ['dial tcp: lookup db-3.internal: no such host', 'dial tcp: lookup db-17.internal: no such host'],
  [
    'Get "https://a.example.com/x": context deadline exceeded',
    'Get "https://b.example.com/y?z=1": context deadline exceeded',
  ],
  ['rpc error: code = Unavailable desc = transport is closing'],
  ['rpc error: code = DeadlineExceeded desc = transport is closing'],
  [
    'json: cannot unmarshal string into Go struct field Order.amount of type int',
    'json: cannot unmarshal string into Go struct field Order.amount of type int\n',
  ],
  ['strconv.Atoi: parsing "12x": invalid syntax', 'strconv.Atoi: parsing "": invalid syntax'],
  [
    'pq: duplicate key value violates unique constraint "orders_pkey"',
    'pq: duplicate key value violates unique constraint "users_email"',
  ],
  ['exit status 1'],
  ['exit status 137'],
  ['signal: killed'],
  [
    panic('close of closed channel', ['main.run.func1 /app/run.go:3', 'created /app/run.go:9']),
    panic('close of closed channel', ['main.run.func2 /app/run.go:5', 'created /app/run.go:9'], 5),
  ],
  [
    panic('send on closed channel', [
      'main.(*Pool).Put /app/pool.go:3',
      'github.com/x/y.Do /go/pkg/mod/github.com/x/y@v1.2.3/do.go:4',
    ]),
    panic('send on closed channel', [
      'main.(*Pool).Put /app/pool.go:4',
      'github.com/x/y.Do /go/pkg/mod/github.com/x/y@v1.9.0/do.go:9',
    ]),
  ],
  [
    'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.wait(0x1)\n\t/app/wait.go:3 +0x1',
    'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive, 5 minutes]:\nmain.wait(0x7)\n\t/app/wait.go:8 +0x1',
  ],
  [
    'fatal error: concurrent map writes\n\ngoroutine 18 [running]:\nmain.set(0x1)\n\t/app/set.go:3 +0x1',
    'fatal error: concurrent map writes\n\ngoroutine 99 [running]:\nmain.set(0x2)\n\t/app/set.go:4 +0x1',
  ],
  [
    panic('user 12 is unknown [recovered]\n\tpanic: user 12 is unknown', [
      gopanic,
      'main.find /app/users.go:3',
    ]),
    panic('user 99 is unknown [recovered]\n\tpanic: user 99 is unknown', [
      gopanic,
      'main.find /app/users.go:8',
    ]),
  ],
  ['context canceled'],
  ['unexpected EOF'],
  [
    'x509: certificate has expired or is not yet valid: current time 2026-11-20T10:00:00Z is after 2026-01-01T00:00:00Z',
    'x509: certificate has expired or is not yet valid: current time 2026-12-24T01:02:03Z is after 2026-06-01T00:00:00Z',
  ],
  ['http: request body too large (limit 1048576)', 'http: request body too large (limit 8388608)'],
  [
    'failed to pull image "registry/app:v1.2": not found',
    'failed to pull image "registry/app:v9": not found',
  ],
  [
    'fork/exec /tmp/go-build123/b001/exe/main: no such file or directory',
    'fork/exec /tmp/go-build998/b001/exe/main: no such file or directory',
  ],
  [
    'sql: Scan error on column index 3, name "amount": converting NULL to int is unsupported',
    'sql: Scan error on column index 11, name "total": converting NULL to int is unsupported',
  ],
]
